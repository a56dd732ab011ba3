import { describe, expect, it } from 'vitest';
import {
	apiQuery,
	cleared,
	hrefOf,
	isFiltered,
	onPage,
	orderOf,
	replaced,
	sorted,
	type TableState
} from '#lib/table/query.ts';

const STATE: TableState = { path: '/beheer/mensen', filters: ['q', 'role'], usualSort: 'name' };
const at = (query: string) => new URLSearchParams(query);

describe('the state of a table in its address', () => {
	it('asks the API what it understands, in the usual order, and leaves the rest behind', () => {
		expect(apiQuery(at('q=an&role=&utm=x&page=2'), STATE).toString()).toBe(
			'q=an&page=2&sort=name&pageSize=25'
		);
		expect(apiQuery(at('sort=-lastUsedOn'), STATE).get('sort')).toBe('-lastUsedOn');
	});

	it('sorts by another column, then the other way round, and keeps the usual order out of the address', () => {
		expect(orderOf(at(''), STATE)).toEqual({ name: 'name', descending: false });
		const down = sorted(at('q=an&page=3'), STATE, 'name');
		expect(down.toString()).toBe('q=an&sort=-name');
		expect(orderOf(down, STATE)).toEqual({ name: 'name', descending: true });
		expect(sorted(down, STATE, 'name').toString()).toBe('q=an');
		expect(sorted(down, STATE, 'lastUsedOn').get('sort')).toBe('lastUsedOn');
	});

	it('starts at the first page when a filter changes, and takes an empty one away', () => {
		expect(replaced(at('q=an&page=3'), { role: 'referrer' }).toString()).toBe('q=an&role=referrer');
		expect(replaced(at('q=an&sort=-name'), { q: ' ' }).toString()).toBe('sort=-name');
		expect(onPage(at('q=an&page=3'), 1).toString()).toBe('q=an');
		expect(onPage(at('q=an'), 4).toString()).toBe('q=an&page=4');
	});

	it('knows whether anything is filtered, and clears it without changing the order', () => {
		expect(isFiltered(at('sort=-name&page=2'), STATE)).toBe(false);
		expect(isFiltered(at('role=referrer'), STATE)).toBe(true);
		expect(hrefOf(STATE, cleared(at('role=referrer&sort=-name')))).toBe('/beheer/mensen?sort=-name');
		expect(hrefOf(STATE, cleared(at('role=referrer')))).toBe('/beheer/mensen');
	});
});
