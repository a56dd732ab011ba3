import { describe, expect, it, vi } from 'vitest';

vi.mock('#api/labels.svelte.ts', () => ({
	codesOf: () => ['welfare', 'education', 'mentalHealth'].map((code) => ({ code, name: code }))
}));

const { bySector, shareOf, standingOf } = await import('#features/expertise/initiatives.ts');

const NOW = new Date('2026-11-24T12:00:00Z');

describe('The partners of an initiative', () => {
	it('stand by sector, in the order of the list of sectors', () => {
		const partners = [
			{ name: 'RADAR', sector: 'mentalHealth' },
			{ name: 'Onze school', sector: 'education' },
			{ name: 'CLB', sector: 'education' }
		];
		expect(bySector(partners).map(([sector, those]) => [sector, those.map(({ name }) => name)])).toEqual([
			['education', ['Onze school', 'CLB']],
			['mentalHealth', ['RADAR']]
		]);
	});
});

describe('A milestone', () => {
	it('is reached, to come, late or undated, and says which', () => {
		const said = [
			{ dueOn: '2026-10-01', reachedOn: '2026-10-08' },
			{ dueOn: '2026-12-01' },
			{ dueOn: '2026-11-23' },
			{}
		].map((one) => standingOf({ title: 'Start', ...one }, NOW));
		expect(said[0]).toContain('8 okt 2026');
		expect(said[1]).toContain('1 dec 2026');
		expect(new Set(said.map((text) => text.replace(/ \w+ \d.*$/, ''))).size).toBe(4);
	});
});

describe('The bar of a count', () => {
	it('is as long as its share of the most there ever were', () => {
		const growth = [
			{ schoolYear: '2025-2026', places: 4 },
			{ schoolYear: '2026-2027', places: 8, schools: 0 }
		];
		expect(shareOf(4, growth, 'places')).toBe(50);
		expect(shareOf(8, growth, 'places')).toBe(100);
		expect(shareOf(0, growth, 'schools')).toBe(0);
	});
});
