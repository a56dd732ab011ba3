import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { comparedIds, listHref, sharedIds } from '#features/shortlist/query.ts';
import SaveButton from '#features/shortlist/SaveButton.svelte';
import { MOST, shortlist } from '#features/shortlist/store.svelte.ts';

const id = (number: number) => `01234567-89ab-7cde-8f01-${String(number).padStart(12, '0')}`;

beforeEach(() => shortlist.clear());

describe('the shortlist', () => {
	it('is kept in the browser, in the order of saving', () => {
		shortlist.toggle(id(2));
		shortlist.toggle(id(1));
		expect(JSON.parse(localStorage.getItem('bruggen.shortlist') ?? '')).toEqual([id(2), id(1)]);
		shortlist.toggle(id(2));
		expect(shortlist.ids).toEqual([id(1)]);
	});

	it('takes a shared list over without doubles and never grows beyond what one request can ask', () => {
		shortlist.toggle(id(1));
		shortlist.add(Array.from({ length: 60 }, (_, index) => id(index)));
		expect(shortlist.ids).toHaveLength(MOST);
		expect(new Set(shortlist.ids).size).toBe(MOST);
	});

	it('follows what another tab saved, also when that is damaged', () => {
		localStorage.setItem('bruggen.shortlist', JSON.stringify([id(7)]));
		window.dispatchEvent(new StorageEvent('storage', { key: 'bruggen.shortlist' }));
		expect(shortlist.ids).toEqual([id(7)]);
		localStorage.setItem('bruggen.shortlist', '{broken');
		window.dispatchEvent(new StorageEvent('storage', { key: 'bruggen.shortlist' }));
		expect(shortlist.ids).toEqual([]);
	});

	it('has a button that says whether an offer is on it', async () => {
		render(SaveButton, { id: id(1), title: 'Time-out' });
		const button = screen.getByRole('button', { name: 'Bewaar: Time-out' });
		expect(button.getAttribute('aria-pressed')).toBe('false');
		button.click();
		await tick();
		expect(screen.getByRole('button', { name: 'Bewaard: Time-out' }).getAttribute('aria-pressed')).toBe(
			'true'
		);
		expect(shortlist.has(id(1))).toBe(true);
	});
});

describe('links to lists', () => {
	it('hold the offers and the comparison, and are read back the same', () => {
		const href = listHref([id(1), id(2)], [id(2)]);
		const search = new URL(href, 'https://example.org').searchParams;
		expect(sharedIds(search)).toEqual([id(1), id(2)]);
		expect(comparedIds(search)).toEqual([id(2)]);
		expect(listHref([])).toBe('/lijst');
	});

	it('leave out what is no id, what comes twice, and more than four to compare', () => {
		const many = [1, 2, 3, 4, 5, 5].map(id).join(',');
		const search = new URLSearchParams({ ids: `${id(1)},${id(1)},'"><script>,../offers`, compare: many });
		expect(sharedIds(search)).toEqual([id(1)]);
		expect(comparedIds(search)).toHaveLength(4);
	});
});
