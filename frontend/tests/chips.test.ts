import { describe, expect, it } from 'vitest';
import type { Interpretation } from '#api/types.ts';
import { chipsOf } from '#features/offers/chips.ts';

const interpretation: Interpretation = {
	parts: [
		{ kind: 'words', text: 'schoolweigering', label: 'schoolweigering' },
		{ kind: 'municipality', text: 'Gent', label: 'Gent', code: '44021' },
		{ kind: 'age', text: '9 jaar', label: '9 jaar' }
	]
};

describe('chips', () => {
	it('shows each part of what was typed and takes it out of the words alone', () => {
		const search = new URLSearchParams({ q: 'schoolweigering, Gent, 9 jaar', cost: 'free' });
		const chips = chipsOf(search, { interpretation });
		expect(chips.map((chip) => chip.label)).toEqual(['schoolweigering', 'Gent', '9 jaar', 'free']);
		expect(chips[1]?.search.get('q')).toBe('schoolweigering, 9 jaar');
		expect(chips[1]?.search.get('cost')).toBe('free');
	});

	it('takes the words away altogether with their last part', () => {
		const [part] = interpretation.parts;
		const [chip] = chipsOf(new URLSearchParams({ q: 'schoolweigering' }), {
			interpretation: { parts: part ? [part] : [] }
		});
		expect(chip?.search.has('q')).toBe(false);
	});

	it('shows the words as typed when they were not read in parts', () => {
		const chips = chipsOf(new URLSearchParams({ q: 'Gent', interpret: 'false' }));
		expect(chips.map((chip) => chip.label)).toEqual(['Gent']);
		expect(chips[0]?.search.toString()).toBe('');
	});

	it('labels codes as the facets do', () => {
		const facets = { level: [{ code: 'primary', label: 'Lager onderwijs', count: 3 }] };
		const [chip] = chipsOf(new URLSearchParams({ level: 'primary' }), { facets });
		expect(chip).toMatchObject({ label: 'Lager onderwijs', kind: 'Onderwijsniveau' });
	});

	it('takes place and radius away together', () => {
		const [chip] = chipsOf(new URLSearchParams({ near: 'Gent', radius: '25' }));
		expect(chip?.label).toBe('Gent, tot 25 km');
		expect(chip?.search.toString()).toBe('');
	});

	it('asks for the name of a municipality that only has a code', () => {
		const names = new Map([['44021', 'Gent']]);
		const chips = chipsOf(new URLSearchParams({ municipality: '44021' }), {}, (_, code) => names.get(code));
		expect(chips[0]?.label).toBe('Gent');
	});
});
