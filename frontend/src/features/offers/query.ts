/**
 * The state of the directory is the query of its address, in the API's own parameter names. These functions read it
 * and make the addresses of the states next to it.
 */

/** Filters that hold several codes, in the order in which they are shown. */
export const CODED_FILTERS = [
	'ageBand',
	'availability',
	'level',
	'category',
	'theme',
	'accessRoute',
	'cost',
	'region',
	'mode',
	'aim',
	'track',
	'language',
	'sector',
	'outOfSchool',
	'locatedIn',
	'municipality',
	'organization'
] as const;

export type CodedFilter = (typeof CODED_FILTERS)[number];

const SINGLE_FILTERS = ['q', 'age', 'near', 'radius', 'sort', 'page', 'interpret'] as const;

export type SingleFilter = (typeof SINGLE_FILTERS)[number];

/** The one filter that holds yes or no, never both. */
const EITHER_OR: CodedFilter = 'outOfSchool';

/** Facets that the page asks the API to count. */
export const FACETS = CODED_FILTERS.filter((name) => name !== 'municipality' && name !== 'organization');

export const DIRECTORY = '/aanbod';

export const DEFAULT_RADIUS = '15';

export const PAGE_SIZE = 20;

/**
 * What the API understands of an address's query; the rest (campaign marks, the view) stays behind. Asks for each name
 * by itself, so that SvelteKit knows on which ones a page depends.
 */
export function apiQuery(search: URLSearchParams): URLSearchParams {
	const query = new URLSearchParams();
	for (const name of [...SINGLE_FILTERS, ...CODED_FILTERS]) {
		for (const value of search.getAll(name)) if (value.trim() !== '') query.append(name, value);
	}
	return settled(query);
}

/** Takes out what has lost its ground: a radius, or an order by distance, without a place. */
function settled(query: URLSearchParams): URLSearchParams {
	if (!query.get('near')) {
		query.delete('radius');
		if (query.get('sort') === 'distance') query.delete('sort');
	}
	if (!query.get('q')) query.delete('interpret');
	return query;
}

/** The address of the directory in a state. */
export function directoryHref(search: URLSearchParams): string {
	const text = settled(new URLSearchParams(search)).toString();
	return text === '' ? DIRECTORY : `${DIRECTORY}?${text}`;
}

/** A copy on the first page. */
function fresh(search: URLSearchParams): URLSearchParams {
	const copy = new URLSearchParams(search);
	copy.delete('page');
	return copy;
}

/** The state with a code switched on, or off when it was on. */
export function toggled(search: URLSearchParams, name: CodedFilter, code: string): URLSearchParams {
	const next = fresh(search);
	const others = next.getAll(name).filter((one) => one !== code);
	const wasOn = others.length < next.getAll(name).length;
	const kept = name === EITHER_OR ? [] : others;
	next.delete(name);
	for (const one of wasOn ? kept : [...kept, code]) next.append(name, one);
	return next;
}

/** The state with another value for a filter that holds one; an empty value takes it away. */
export function replaced(
	search: URLSearchParams,
	values: Partial<Record<SingleFilter, string>>
): URLSearchParams {
	const next = fresh(search);
	for (const [name, value] of Object.entries(values)) {
		if (value.trim() === '') next.delete(name);
		else next.set(name, value.trim());
	}
	return settled(next);
}

/** The state without these filters. */
export function without(search: URLSearchParams, names: readonly string[]): URLSearchParams {
	const next = fresh(search);
	for (const name of names) next.delete(name);
	return settled(next);
}

/** The same state on another page. */
export function onPage(search: URLSearchParams, page: number): URLSearchParams {
	const next = fresh(search);
	if (page > 1) next.set('page', String(page));
	return next;
}

/** The state without any filter: only how the page is looked at stays. */
export function cleared(search: URLSearchParams): URLSearchParams {
	const view = search.get('view');
	return new URLSearchParams(view ? { view } : {});
}

/** How many filters are on, words included. */
export function activeCount(search: URLSearchParams): number {
	const singles = ['q', 'age', 'near'].filter((name) => search.get(name)?.trim());
	return singles.length + CODED_FILTERS.reduce((sum, name) => sum + search.getAll(name).length, 0);
}
