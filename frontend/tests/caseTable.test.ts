import { describe, expect, it } from 'vitest';
import {
	cleared,
	isFiltered,
	type Question,
	questionFrom,
	questionOf,
	replaced,
	sortedBy,
	toggled,
	windowOf,
	withoutWords
} from '#features/caseTable/question.ts';
import { columnsOf, USUAL_COLUMNS } from '#features/caseTable/columns.ts';
import { dueOf } from '#lib/i18n/due.ts';

const question: Question = { q: 'thuis', state: ['submitted'], sort: ['-lastActivityAt'] };

describe('what is asked of the table of cases', () => {
	it('takes a value in, and away again', () => {
		const two = toggled(question, 'state', 'inScreening');
		expect(two.state).toEqual(['submitted', 'inScreening']);
		expect(toggled(two, 'state', 'submitted').state).toEqual(['inScreening']);
	});

	it('has no filter left when its last value went', () => {
		expect(toggled(question, 'state', 'submitted')).toEqual({ q: 'thuis', sort: ['-lastActivityAt'] });
		expect(replaced(question, 'q', '')).not.toHaveProperty('q');
	});

	it('keeps its order when the filters go', () => {
		expect(cleared(question)).toEqual({ sort: ['-lastActivityAt'] });
		expect(isFiltered(cleared(question))).toBe(false);
	});

	it('is kept as a view without the words that were looked for', () => {
		expect(withoutWords(question)).toEqual({ state: ['submitted'], sort: ['-lastActivityAt'] });
	});

	it('comes from a view without the filters that say nothing', () => {
		const query = { state: [], urgency: ['urgent'], mine: true, sort: ['dueOn'] };
		expect(questionFrom(query as never)).toEqual({ urgency: ['urgent'], mine: true, sort: ['dueOn'] });
	});

	it('has nothing that is over among what runs', () => {
		expect(questionOf('lopend').state).not.toContain('closed');
		expect(questionOf('afgelopen').state).toContain('withdrawn');
	});
});

describe('the order of the table', () => {
	it('is by the pressed column, the other way round the second time', () => {
		expect(sortedBy(['-lastActivityAt'], 'state', false)).toEqual(['state']);
		expect(sortedBy(['state'], 'state', false)).toEqual(['-state']);
	});

	it('goes by several columns with shift, and without the column the third time', () => {
		const two = sortedBy(['state'], 'dueOn', true);
		expect(two).toEqual(['state', 'dueOn']);
		expect(sortedBy(two, 'dueOn', true)).toEqual(['state', '-dueOn']);
		expect(sortedBy(['state', '-dueOn'], 'dueOn', true)).toEqual(['state']);
	});

	it('goes by four columns at most', () => {
		expect(sortedBy(['state', 'dueOn', 'code', 'urgency'], 'level', true)).toHaveLength(4);
	});
});

describe('the window on a long list', () => {
	it('holds what is seen and a few rows around it', () => {
		expect(windowOf(0, 400, 40, 50_000)).toEqual([0, 18]);
		expect(windowOf(1_000_000, 400, 40, 50_000)).toEqual([24_992, 25_018]);
	});

	it('ends where the list ends', () => {
		expect(windowOf(0, 400, 40, 3)).toEqual([0, 3]);
		expect(windowOf(4_000, 400, 40, 0)).toEqual([0, 0]);
	});
});

describe('the columns', () => {
	it('are the usual ones where none is said, and always have the code', () => {
		expect(columnsOf([]).map(({ name }) => name)).toEqual(USUAL_COLUMNS);
		expect(columnsOf(['state']).map(({ name }) => name)).toEqual(['code', 'state']);
	});
});

describe('a day by which something is to be done', () => {
	it('is said in words', () => {
		expect(dueOf('2026-11-20', '2026-11-23')).toEqual({ text: '3 dagen te laat', status: 'late' });
		expect(dueOf('2026-11-22', '2026-11-23')).toEqual({ text: '1 dag te laat', status: 'late' });
		expect(dueOf('2026-11-23', '2026-11-23')).toEqual({ text: 'vandaag', status: 'today' });
		expect(dueOf('2026-11-24', '2026-11-23').status).toBe('ahead');
	});
});
