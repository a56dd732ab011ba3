import { describe, expect, it } from 'vitest';
import { ApiFailure } from '#api/problem.ts';
import type { Case, TimelineEntry } from '#api/types.ts';
import { faultsAtCase } from '#features/casePage/faults.ts';
import { mentionIn, withoutMention } from '#features/casePage/mentions.ts';
import { fieldsOf, missingIn, proposedFeedback, saidIn, startOf } from '#features/casePage/stepFields.ts';
import { withoutRepeats } from '#features/casePage/words.ts';
import { tasksIn } from '#features/today/words.ts';
import { clockAt, instantAt } from '#lib/i18n/days.ts';

const oneSided = {} as Case;
const confirmed = { confirmedAt: '2026-11-20T10:00:00Z' } as Case;
const offer = { id: '1', href: '', status: 'published', addedAt: '' };

describe('what a step asks', () => {
	it('is why a case is taken in, as long as only one side has spoken', () => {
		expect(fieldsOf('consultPlans', oneSided).map(({ name }) => name)).toContain('admissionReason');
		expect(fieldsOf('consultPlans', confirmed).map(({ name }) => name)).toEqual(['consultAt', 'note']);
	});

	it('is missing until all of it is said', () => {
		const fields = fieldsOf('consultPlans', confirmed);
		const day = { 'consultAt.day': '2026-12-01', 'consultAt.time': '' };
		expect(missingIn(fields, day).map(({ field }) => field)).toEqual(['consultAt']);
		expect(missingIn(fields, { ...day, 'consultAt.time': '14:00' })).toEqual([]);
	});

	it('is told to the API without what was left out, and without what goes elsewhere', () => {
		const values = {
			'consultAt.day': '2026-12-01',
			'consultAt.time': '14:00',
			note: ' ',
			admissionReason: 'Gehoord aan de telefoon.'
		};
		expect(saidIn(fieldsOf('consultPlans', oneSided), values)).toEqual({
			consultAt: '2026-12-01T13:00:00.000Z'
		});
	});
});

describe('feedback', () => {
	it('begins with the advice and the offers that were put forward', () => {
		const offers = [
			{ ...offer, title: 'Opstap', note: 'In de buurt.' },
			{ ...offer, title: 'Time-out' }
		];
		expect(proposedFeedback('Begin klein.', offers)).toBe(
			'Begin klein.\n\nDit aanbod kan passen:\n- Opstap: In de buurt.\n- Time-out'
		);
		expect(startOf('feedbacks', { advice: 'Begin klein.' } as Case, [])).toEqual({
			feedback: 'Begin klein.'
		});
	});
});

describe('a moment', () => {
	it('is what a clock in Brussels shows, in summer and in winter', () => {
		expect(instantAt('2026-07-01', '09:30')).toBe('2026-07-01T07:30:00.000Z');
		expect(instantAt('2026-12-01', '09:30')).toBe('2026-12-01T08:30:00.000Z');
		expect(clockAt('2026-12-01T08:30:00Z')).toEqual(['2026-12-01', '09:30']);
	});
});

describe('mentioning somebody', () => {
	it('begins with an @ at the end of what is typed', () => {
		expect(mentionIn('Eerst bellen @coö')).toBe('coö');
		expect(mentionIn('@')).toBe('');
		expect(mentionIn('mail naar x@y')).toBeUndefined();
		expect(mentionIn('@An kijkt na')).toBeUndefined();
	});

	it('leaves no name in the text', () => {
		expect(withoutMention('Eerst bellen @coö')).toBe('Eerst bellen ');
	});
});

describe('the timeline', () => {
	it('tells once that somebody wrote on, however often it was saved', () => {
		const line = (id: string, kind: string, actor: string) =>
			({ id, kind, actor: { id: actor } }) as TimelineEntry;
		const lines = [
			line('4', 'changed', 'a'),
			line('3', 'changed', 'a'),
			line('2', 'changed', 'b'),
			line('1', 'begun', 'b')
		];
		expect(withoutRepeats(lines).map(({ id }) => id)).toEqual(['4', '2', '1']);
	});
});

describe('faults at a case', () => {
	it('are said at their field, each once', () => {
		const issue = { type: 'urn:problem-type:bruggen:sensitiveText', name: 'text' };
		const failure = new ApiFailure('badRequest', 400, { issues: [issue, issue] });
		expect(faultsAtCase(failure).map(({ field }) => field)).toEqual(['text']);
	});
});

describe('tasks', () => {
	it('are late, of today or of the week', () => {
		const tasks = ['2026-11-20', '2026-11-23', '2026-11-25'].map((dueOn) => ({ dueOn }) as never);
		const days = (['late', 'today', 'week'] as const).map(
			(span) => tasksIn(tasks, span, '2026-11-23').length
		);
		expect(days).toEqual([1, 1, 1]);
	});
});
