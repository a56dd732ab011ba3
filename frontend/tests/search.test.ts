import { describe, expect, it } from 'vitest';
import { pageOf } from '#features/search/kinds.ts';
import { hrefOf, queryOf, stateOf, wordsWithout } from '#features/search/state.ts';

const ghent = { kind: 'municipality', text: 'Gent', label: 'Gent', code: '44021' };

describe('The state of a search', () => {
	it('stands in the address, and comes back from it', () => {
		const state = { q: 'rouw, Gent', kind: 'training', page: 2 };
		expect(hrefOf(state)).toBe('/zoeken?q=rouw%2C+Gent&kind=training&page=2');
		expect(stateOf(new URLSearchParams(hrefOf(state).slice('/zoeken?'.length)))).toEqual(state);
	});

	it('has an address without a query when nothing was asked', () => {
		expect(hrefOf({ q: '  ', page: 1 })).toBe('/zoeken');
	});

	it.each(['', '0', '-3', '1.5', 'twee'])('takes a page %j for the first one', (page) => {
		expect(stateOf(new URLSearchParams({ q: 'rouw', page })).page).toBe(1);
	});

	it('asks for a few of every kind, and for a page of one', () => {
		expect(queryOf({ q: 'rouw', kind: '', page: 1 })).toEqual({ q: 'rouw', pageSize: 4 });
		expect(queryOf({ q: 'rouw', kind: 'network', page: 3 })).toEqual({
			q: 'rouw',
			kind: ['network'],
			page: 3,
			pageSize: 20
		});
	});
});

describe('Words without a part of them', () => {
	it('keep what else was typed', () => {
		expect(wordsWithout('schoolweigering, Gent, 9 jaar', ghent)).toBe('schoolweigering, 9 jaar');
		expect(wordsWithout('rouw Gent', ghent)).toBe('rouw');
	});

	it('are none when there was nothing else', () => {
		expect(wordsWithout('Gent', ghent)).toBe('');
	});
});

describe('The page of what was found', () => {
	const item = { href: '/api/v1/goodPractices/7', id: '7', title: 'De brugklas', demo: false };

	it('is below the list of its kind', () => {
		expect(pageOf('goodPractice', item)).toBe('/praktijken/7');
		expect(pageOf('offer', item)).toBe('/aanbod/7');
	});

	it('is that of the region for whom to call, and what there is for a place', () => {
		expect(pageOf('coordinator', { ...item, regions: ['OVL'] })).toBe('/regios/OVL');
		expect(pageOf('place', { href: '/api/v1/municipalities/44021', title: 'Gent', demo: false })).toBe(
			'/aanbod?municipality=44021'
		);
	});
});
