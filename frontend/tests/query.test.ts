import { describe, expect, it } from 'vitest';
import {
	activeCount,
	apiQuery,
	cleared,
	directoryHref,
	onPage,
	replaced,
	toggled,
	without
} from '#features/offers/query.ts';

const state = (text: string) => new URLSearchParams(text);

describe('the state of the directory in the address', () => {
	it('switches a code on beside the others and back to the first page', () => {
		const next = toggled(state('level=primary&page=3'), 'level', 'nursery');
		expect(directoryHref(next)).toBe('/aanbod?level=primary&level=nursery');
	});

	it('switches a code off again and leaves no trace of it', () => {
		const on = toggled(state(''), 'theme', 'bullying');
		expect(directoryHref(toggled(on, 'theme', 'bullying'))).toBe('/aanbod');
	});

	it('forgets radius and order by distance together with the place', () => {
		const next = without(state('near=Gent&radius=5&sort=distance&cost=free'), ['near']);
		expect(next.toString()).toBe('cost=free');
	});

	it('keeps the order by distance while there is a place', () => {
		expect(replaced(state('sort=distance&near=Gent'), { near: '9000' }).get('sort')).toBe('distance');
	});

	it('takes a value away when it is emptied', () => {
		expect(replaced(state('q=pesten&age=9'), { q: '  ' }).toString()).toBe('age=9');
	});

	it('keeps every filter when paging, and the first page has no number', () => {
		expect(onPage(state('q=pesten'), 2).toString()).toBe('q=pesten&page=2');
		expect(onPage(state('q=pesten&page=2'), 1).toString()).toBe('q=pesten');
	});

	it('clears everything but the way of looking', () => {
		expect(cleared(state('q=pesten&view=map&level=primary')).toString()).toBe('view=map');
	});

	it('asks the API only what the API knows', () => {
		const query = apiQuery(state('q=pesten&view=map&utm_source=mail&fbclid=1&level=primary&age='));
		expect(Object.fromEntries(query)).toEqual({ q: 'pesten', level: 'primary' });
	});

	it('does not change the state it was given', () => {
		const given = state('level=primary');
		toggled(given, 'level', 'nursery');
		expect(given.toString()).toBe('level=primary');
	});

	it('counts what is on, words and place included, order and view not', () => {
		expect(activeCount(state('q=x&near=Gent&radius=5&level=a&level=b&sort=title&view=map'))).toBe(4);
	});
});
