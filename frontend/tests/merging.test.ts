import { describe, expect, it } from 'vitest';
import { isSame, merge, patchOf } from '#lib/drafts/merging.ts';

describe('a merge patch', () => {
	it('says what differs and nothing else', () => {
		expect(patchOf({ title: 'A', age: 6 }, { title: 'B', age: 6 })).toEqual({ title: 'B' });
	});

	it('says null for what goes, also within a part', () => {
		const from = { goals: 'x', availability: { status: 'limited', waitingWeeks: 4 } };
		const to = { goals: undefined, availability: { status: 'free', waitingWeeks: undefined } };
		expect(patchOf(from, to)).toEqual({ goals: null, availability: { status: 'free', waitingWeeks: null } });
	});

	it('replaces a list as a whole', () => {
		expect(patchOf({ themes: ['a', 'b'] }, { themes: ['b'] })).toEqual({ themes: ['b'] });
	});

	it('is empty between contents that say the same', () => {
		expect(patchOf({ a: { b: undefined }, c: [{ d: 1 }] }, { a: {}, c: [{ d: 1, e: undefined }] })).toEqual(
			{}
		);
	});
});

describe('two changes of one record', () => {
	const base = { title: 'A', summary: 'S', themes: ['x'] };

	it('come together when they are of different fields', () => {
		const merged = merge(base, { ...base, title: 'B' }, { ...base, summary: 'T' });
		expect(merged).toEqual({ content: { title: 'B', summary: 'T', themes: ['x'] }, conflicts: [] });
	});

	it('are no conflict when both say the same', () => {
		expect(merge(base, { ...base, title: 'B' }, { ...base, title: 'B' }).conflicts).toEqual([]);
	});

	it('conflict where both say something else, and keep what was written here until somebody chooses', () => {
		const merged = merge(base, { ...base, title: 'B' }, { ...base, title: 'C', themes: [] });
		expect(merged).toEqual({ content: { title: 'B', summary: 'S', themes: [] }, conflicts: ['title'] });
	});

	it('conflict when one takes away what the other changes', () => {
		expect(merge({ goals: 'x' }, {}, { goals: 'y' })).toEqual({ content: {}, conflicts: ['goals'] });
	});
});

describe('sameness', () => {
	it('does not tell a field without a value from one that is not there', () => {
		expect(isSame({ a: undefined }, {})).toBe(true);
		expect(isSame({ a: null }, {})).toBe(false);
		expect(isSame([1, 2], [2, 1])).toBe(false);
	});
});
