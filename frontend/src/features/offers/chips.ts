import type { Facets, Interpretation } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { filterLabel, filterTitle } from './labels';
import { CODED_FILTERS, DEFAULT_RADIUS, replaced, toggled, without } from './query';

/** Something that is on, and the state of the directory without it. */
export interface Chip {
	id: string;
	label: string;
	/** What kind of thing it is, said before the label to who cannot see. */
	kind: string;
	search: URLSearchParams;
}

type NameOf = (name: 'municipality' | 'organization', code: string) => string | undefined;

/** The parts of the words typed, as the API read them; taking one away joins the others again. */
function wordChips(search: URLSearchParams, interpretation?: Interpretation): Chip[] {
	const q = search.get('q')?.trim();
	if (!q) return [];
	const parts = interpretation?.parts ?? [];
	if (parts.length === 0) {
		return [{ id: 'q', kind: m.chip_words(), label: q, search: replaced(search, { q: '' }) }];
	}
	return parts.map((part, index) => ({
		id: `q-${index}`,
		kind: partKind(part.kind),
		label: part.label,
		search: replaced(search, {
			q: parts
				.filter((other) => other !== part)
				.map((other) => other.text)
				.join(', ')
		})
	}));
}

function partKind(kind: Interpretation['parts'][number]['kind']): string {
	switch (kind) {
		case 'age':
		case 'ageBand':
			return m.filter_age();
		case 'region':
			return m.filter_region();
		case 'municipality':
		case 'postalCode':
			return m.filter_place();
		default:
			return m.chip_words();
	}
}

/** Everything that is on, in the order of the page. */
export function chipsOf(
	search: URLSearchParams,
	answer: { facets?: Facets; interpretation?: Interpretation } = {},
	nameOf: NameOf = () => undefined
): Chip[] {
	const chips = wordChips(search, answer.interpretation);
	const age = search.get('age');
	if (age) {
		chips.push({
			id: 'age',
			kind: m.filter_age(),
			label: m.ages_one({ age }),
			search: without(search, ['age'])
		});
	}
	const near = search.get('near');
	if (near) {
		const kilometres = search.get('radius') ?? DEFAULT_RADIUS;
		chips.push({
			id: 'near',
			kind: m.filter_place(),
			label: m.chip_near({ place: near, kilometres }),
			search: without(search, ['near', 'radius'])
		});
	}
	for (const name of CODED_FILTERS) {
		for (const code of search.getAll(name)) {
			const known = name === 'municipality' || name === 'organization' ? nameOf(name, code) : undefined;
			chips.push({
				id: `${name}-${code}`,
				kind: filterTitle(name),
				label: known ?? filterLabel(name, code, answer.facets),
				search: toggled(search, name, code)
			});
		}
	}
	return chips;
}
