import { describe, expect, it } from 'vitest';
import { hasEnded, pillarsOf } from '#api/casePath.ts';
import { ApiFailure } from '#api/problem.ts';
import { awaitsAnswer } from '#features/caseApplication/conversation.ts';
import { asked, grouped } from '#features/caseApplication/desk.ts';
import { faultsOfApplication } from '#features/caseApplication/faults.ts';
import {
	type Application,
	applicationOf,
	bandOf,
	faultsIn,
	formOf,
	partsDone,
	yearOf
} from '#features/caseApplication/form.ts';
import { mergeApplications } from '#features/caseApplication/merging.ts';
import { wordsOf } from '#features/caseApplication/words.ts';
import type { CaseItem } from '#api/types.ts';

const EMPTY: Application = {
	themes: [],
	lifeDomains: [],
	blockageReasons: [],
	missingOffers: [],
	services: [],
	tried: [],
	confirmations: []
};

const empty = () => formOf(EMPTY);

describe('the form of an application', () => {
	it('of nothing says nothing, and has a row to begin with', () => {
		expect(applicationOf(empty())).toEqual(EMPTY);
		expect(empty().tried).toHaveLength(1);
	});

	it('gives texts as the API takes them, so that what is saved stays the same', () => {
		const form = { ...empty(), summary: '  Eén\n zin ', blocked: ' Twee\n\nregels ' };
		const said = applicationOf(form);
		expect(said).toMatchObject({ summary: 'Eén zin', blocked: 'Twee\n\nregels' });
		expect(applicationOf(formOf(said))).toEqual(said);
	});

	it('knows the band by the year, as the API does', () => {
		const now = new Date('2026-11-24');
		expect([bandOf(2015, now), bandOf(2014, now)]).toEqual(['under12', 'over12']);
		expect(applicationOf({ ...empty(), birthYear: '2010', ageBand: 'under12' }).ageBand).toBe('over12');
		expect([yearOf('2027', now), yearOf('14', now), yearOf(' 2014 ', now)]).toEqual([
			undefined,
			undefined,
			2014
		]);
	});

	it('keeps back what is no address or number yet, and says so', () => {
		const form = empty();
		Object.assign(form.contact, { name: 'An', email: 'an@', phone: '09' });
		form.birthYear = '14';
		expect(applicationOf(form)).toMatchObject({ contact: { name: 'An' } });
		expect(applicationOf(form).birthYear).toBeUndefined();
		expect(faultsIn(form).map(({ field }) => field)).toEqual(['birthYear', 'contact.email', 'contact.phone']);
	});

	it('leaves out rows that say nothing, and asks what a result is of', () => {
		const form = {
			...empty(),
			tried: [
				{ what: '', result: 'Gestopt' },
				{ what: 'NAFT', result: '' }
			]
		};
		expect(applicationOf(form).tried).toEqual([{ what: 'NAFT' }]);
		expect(faultsIn(form)[0]?.field).toBe('tried.0.what');
	});

	it('says which parts have all that is needed', () => {
		const form = { ...empty(), domicile: '44021', region: 'OVL', wanted: 'consult' };
		expect(partsDone(form, true)).toMatchObject({ places: true, asked: false, side: true });
	});
});

describe('two sides who write in one application', () => {
	const base = { ...EMPTY, themes: ['truancy', 'behavior'], summary: 'Begin' };

	it('add and take away in the same list without a conflict', () => {
		const mine = { ...base, themes: ['truancy', 'behavior', 'bullying'] };
		const theirs = { ...base, themes: ['behavior', 'exclusion'] };
		const { content, conflicts } = mergeApplications(base, mine, theirs);
		expect(conflicts).toEqual([]);
		expect(content.themes).toEqual(['behavior', 'bullying', 'exclusion']);
	});

	it('lose no row and no confirmation of each other', () => {
		const mine = { ...base, tried: [{ what: 'NAFT' }], confirmations: [{ finding: 'a', reason: 'x' }] };
		const theirs = { ...base, tried: [{ what: 'Time-out' }], confirmations: [{ finding: 'b', reason: 'y' }] };
		const { content, conflicts } = mergeApplications(base, mine, theirs);
		expect(conflicts).toEqual([]);
		expect(content.tried.map(({ what }) => what)).toEqual(['NAFT', 'Time-out']);
		expect(content.confirmations).toHaveLength(2);
	});

	it('have to choose only where both wrote another text', () => {
		const mine = { ...base, summary: 'Mijn zin', blocked: 'Hier' };
		const theirs = { ...base, summary: 'Hun zin', hopedFor: 'Daar' };
		const { content, conflicts } = mergeApplications(base, mine, theirs);
		expect(conflicts).toEqual(['summary']);
		expect(content).toMatchObject({ blocked: 'Hier', hopedFor: 'Daar', summary: 'Mijn zin' });
	});
});

describe('what stands in the way of an application', () => {
	const issue = (name: string, type = 'urn:problem-type:belgif:input-validation:invalidInput') => ({
		name,
		type
	});

	it('stands at the fields of the form, each once, in its order', () => {
		const sensitive = 'urn:problem-type:bruggen:sensitiveText';
		const issues = [
			issue('contact'),
			issue('tried'),
			issue('blocked', sensitive),
			issue('blocked', sensitive)
		];
		const faults = faultsOfApplication(new ApiFailure('badRequest', 409, { issues }));
		expect(faults.map(({ field }) => field)).toEqual(['blocked', 'tried.0.what', 'contact.name']);
		expect(faults[0]?.text).toContain('Beschrijf hoe het vastloopt');
	});
});

describe('the desk', () => {
	const item = (id: string, state: CaseItem['state'], unread = 0) => ({ id, state, unread }) as CaseItem;

	it('puts first what is asked of the person', () => {
		const items = [
			item('a', 'submitted'),
			item('b', 'draft'),
			item('c', 'closed'),
			item('d', 'inScreening', 2)
		];
		const { now, running, ended } = grouped(items);
		expect([now, running, ended].map((some) => some.map(({ id }) => id))).toEqual([['b', 'd'], ['a'], ['c']]);
		expect(asked(item('d', 'inScreening', 2))).toBe('Er zijn 2 nieuwe dingen');
	});

	it('knows how far a state is', () => {
		expect(pillarsOf('consultHeld').map(({ status }) => status)).toEqual([
			'done',
			'done',
			'here',
			'ahead',
			'ahead',
			'ahead'
		]);
		expect([hasEnded('withdrawn'), hasEnded('followUp')]).toEqual([true, false]);
	});
});

describe('the conversation', () => {
	it('asks for an answer after a question of somebody else', () => {
		const said = (kind: string, id: string) => ({ kind, actor: { id } });
		expect(awaitsAnswer([said('question', 'them'), said('question', 'me')], 'me')).toBe(true);
		expect(awaitsAnswer([said('question', 'me')], 'me')).toBe(false);
		expect(awaitsAnswer([], 'me')).toBe(false);
	});
});

it('what a field says stands in words', () => {
	const places = new Map([['44021', { name: 'Gent', region: 'OVL' }]]);
	expect(wordsOf('school', '44021', places)).toBe('Gent');
	expect(wordsOf('tried', [{ what: 'NAFT', result: 'gestopt' }, { what: 'Buddy' }], places)).toBe(
		'NAFT: gestopt\nBuddy'
	);
	expect(wordsOf('ageBand', 'under12', places)).toBe('Jonger dan 12');
	expect(wordsOf('blocked', undefined, places)).toBe('');
});
