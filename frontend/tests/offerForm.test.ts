import { describe, expect, it } from 'vitest';
import { ApiFailure } from '#api/problem.ts';
import type { OfferDraft } from '#api/types.ts';
import { faultsOfProposal } from '#features/offerRevisions/faults.ts';
import { contentOf, faultsInNumbers, formOf, stepsDone } from '#features/offerRevisions/form.ts';
import { patchOf } from '#lib/drafts/merging.ts';
import { m } from '#lib/paraglide/messages.js';
import { emptyDraft, wholeDraft } from './drafts';

describe('the form of an offer', () => {
	it('gives back every content as it was', () => {
		for (const content of [emptyDraft(), wholeDraft()])
			expect(patchOf(content as never, contentOf(formOf(content)) as never)).toEqual({});
	});

	it('takes a number that is none for no number, and says so beside it', () => {
		const form = { ...formOf(wholeDraft()), ageMin: 'zes', ageMax: '99', weeksMin: ' 4 ' };
		const content = contentOf(form);
		expect([content.ageMin, content.ageMax, content.duration.weeksMin]).toEqual([undefined, undefined, 4]);
		expect(faultsInNumbers(form).map(({ field }) => field)).toEqual(['ageMin', 'ageMax']);
	});

	it('waits only where one waits', () => {
		const form = { ...formOf(wholeDraft()), availability: 'free', waitingWeeks: '3' };
		expect(contentOf(form).availability.waitingWeeks).toBeUndefined();
		expect(contentOf({ ...form, availability: 'waitingList' }).availability.waitingWeeks).toBe(3);
	});

	it('sends the area of the kind that was chosen, and keeps the other for who changes their mind', () => {
		const form = { ...formOf(wholeDraft()), scope: 'regions', regions: ['OVL', 'BRU'] };
		expect(contentOf(form).catchment).toMatchObject({ regions: ['BRU', 'OVL'], municipalities: [] });
		expect(contentOf({ ...form, scope: 'municipalities' }).catchment).toMatchObject({
			regions: [],
			municipalities: [{ nisCode: '44021' }]
		});
	});

	it('knows which parts are ready', () => {
		expect(Object.values(stepsDone(formOf(emptyDraft())))).not.toContain(true);
		expect(Object.values(stepsDone(formOf(wholeDraft())))).not.toContain(false);
	});
});

describe('what stands in the way of a proposal', () => {
	const refused = (...issues: { name: string; detail: string }[]) =>
		faultsOfProposal(new ApiFailure('badRequest', 400, { issues }));

	it('stands beside the field, in our words, once', () => {
		const faults = refused(
			{ name: 'content.title', detail: 'Field required' },
			{ name: 'content.contacts.1.value', detail: 'Write a whole mail address' },
			{ name: 'content.title', detail: 'again' }
		);
		expect(faults).toEqual([
			{ field: 'title', text: m.edit_fault_title() },
			{ field: 'contacts.1.value', text: m.edit_fault_contact() }
		]);
	});

	it('names HTML as what it is', () => {
		expect(refused({ name: 'content.description', detail: 'HTML is not taken.' })).toEqual([
			{ field: 'description', text: m.edit_fault_markup() }
		]);
	});

	it('is something else when the public offer was changed meanwhile', () => {
		const problem = {
			type: 'urn:problem-type:bruggen:liveRecordChanged',
			issues: [{ name: 'content.title', detail: 'The offer itself says something else here.' }]
		};
		expect(faultsOfProposal(new ApiFailure('badRequest', 409, problem))).toEqual([
			{ text: m.edit_live_changed() }
		]);
	});
});

it('has a form field for everything that an offer says', () => {
	const shown = new Set(Object.keys(contentOf(formOf(wholeDraft()))));
	const missing = (Object.keys(wholeDraft()) as (keyof OfferDraft)[]).filter((name) => !shown.has(name));
	expect(missing).toEqual([]);
});
