/**
 * The state of a table is the query of its address, in the API's own parameter names. These functions read it and make
 * the states next to it.
 */

/** What a table is asked by: where it lives, its filters, and the order that it has by itself. */
export interface TableState {
	path: string;
	filters: readonly string[];
	/** As the API names orders: `name`, or `-name` for the other way round. */
	usualSort: string;
}

/** A column's order as a table is in it. */
export interface Order {
	name: string;
	descending: boolean;
}

/** Rows a page: what a screen or two hold. */
export const PAGE_SIZE = 25;

/** What the API understands of an address's query; the rest stays behind. */
export function apiQuery(search: URLSearchParams, { filters, usualSort }: TableState): URLSearchParams {
	const query = new URLSearchParams();
	for (const name of [...filters, 'page']) {
		for (const value of search.getAll(name)) if (value.trim() !== '') query.append(name, value);
	}
	query.set('sort', search.get('sort') || usualSort);
	query.set('pageSize', String(PAGE_SIZE));
	return query;
}

/** The query as the typed client takes it. The API checks the values: they come from the address as they are. */
export function asParams(query: URLSearchParams): Record<string, string[]> {
	return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
}

/** The order that a state asks for. */
export function orderOf(search: URLSearchParams, { usualSort }: TableState): Order {
	const sort = search.get('sort') || usualSort;
	return { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
}

/** The state with other values for some filters, on the first page; an empty value takes one away. */
export function replaced(search: URLSearchParams, values: Readonly<Record<string, string>>): URLSearchParams {
	const next = new URLSearchParams(search);
	next.delete('page');
	for (const [name, value] of Object.entries(values)) {
		if (value.trim() === '') next.delete(name);
		else next.set(name, value.trim());
	}
	return next;
}

/** The state in the order of a column: the other way round when it is in that order already. */
export function sorted(search: URLSearchParams, state: TableState, name: string): URLSearchParams {
	const order = orderOf(search, state);
	const sort = order.name === name && !order.descending ? `-${name}` : name;
	return replaced(search, { sort: sort === state.usualSort ? '' : sort });
}

/** The same state on another page. */
export function onPage(search: URLSearchParams, page: number): URLSearchParams {
	return replaced(search, page > 1 ? { page: String(page) } : {});
}

/** The state without any filter; the order stays. */
export function cleared(search: URLSearchParams): URLSearchParams {
	const sort = search.get('sort');
	return new URLSearchParams(sort ? { sort } : {});
}

/** Whether any filter is on. */
export function isFiltered(search: URLSearchParams, { filters }: TableState): boolean {
	return filters.some((name) => search.get(name)?.trim());
}

/** The address of a state. */
export function hrefOf({ path }: TableState, search: URLSearchParams): string {
	const text = search.toString();
	return text === '' ? path : `${path}?${text}`;
}
