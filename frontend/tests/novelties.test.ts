import { describe, expect, it } from 'vitest';
import type { Novelty } from '#api/types.ts';
import { byDay, digestHref, feedOf, isChanged, pageOf } from '#features/novelties/novelties.ts';

const novelty: Novelty = {
	href: '/api/v1/goodPractices/1',
	id: '1',
	kind: 'goodPractice',
	title: 'Zachte landing',
	summary: 'Terug naar school.',
	addedAt: '2026-11-20T10:00:00Z',
	changedAt: '2026-11-20T10:00:01Z'
};

describe('what is new', () => {
	it('is new on the day it came, and changed later', () => {
		expect(isChanged(novelty)).toBe(false);
		expect(isChanged({ ...novelty, changedAt: '2026-11-24T10:00:00Z' })).toBe(true);
	});

	it('stands under its day in Brussels, in the order it came in', () => {
		const late = { ...novelty, id: '2', changedAt: '2026-11-20T23:30:00Z' };
		expect([...byDay([late, novelty])].map(([day, items]) => [day, items.length])).toEqual([
			['2026-11-21', 1],
			['2026-11-20', 1]
		]);
	});

	it('leads to its own page', () => {
		expect(pageOf(novelty)).toBe('/praktijken/1');
	});

	it('is followed by the same filters, and mailed by those that a digest knows', () => {
		const search = new URLSearchParams('kind=offer&region=OVL&theme=truancy&page=2');
		expect(feedOf('https://x', 'rss', search)).toBe(
			'https://x/feeds/novelties.rss?kind=offer&region=OVL&theme=truancy'
		);
		expect(digestHref(search)).toBe('/nieuwsbrief?region=OVL&theme=truancy');
		expect(digestHref(new URLSearchParams())).toBe('/nieuwsbrief');
	});
});
