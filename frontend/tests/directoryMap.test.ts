import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import DirectoryMap from '#features/offers/DirectoryMap.svelte';

const gent = { nisCode: '44021', name: { nl: 'Gent', fr: 'Gand' }, latitude: 51.05, longitude: 3.72 };
const aalst = { nisCode: '41002', name: { nl: 'Aalst', fr: 'Alost' }, latitude: 50.94, longitude: 4.04 };

beforeEach(() => {
	vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ items: [gent, aalst] })));
});

afterEach(() => vi.unstubAllGlobals());

it('the map follows the list: counts, marks and where each circle leads', async () => {
	const both = [
		{ code: '44021', label: 'Gent', count: 5 },
		{ code: '41002', label: 'Aalst', count: 2 }
	];
	const { rerender } = render(DirectoryMap, { search: new URLSearchParams('cost=free'), counts: both });
	const circle = await screen.findByRole('link', { name: 'Gent: 5 mogelijkheden' });
	expect(circle.getAttribute('href')).toBe('/aanbod?cost=free&locatedIn=44021');
	expect(circle.getAttribute('aria-current')).toBeNull();

	await rerender({
		search: new URLSearchParams('cost=free&locatedIn=44021'),
		counts: [{ code: '44021', label: 'Gent', count: 1 }]
	});
	const marked = screen.getByRole('link', { name: 'Gent: 1 mogelijkheid' });
	expect(marked.getAttribute('href')).toBe('/aanbod?cost=free');
	expect(marked.getAttribute('aria-current')).toBe('true');
	expect(screen.queryByRole('link', { name: /Aalst/ })).toBeNull();
});
