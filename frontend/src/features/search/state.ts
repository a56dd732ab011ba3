/** The state of a search is the query of its address: the words, the kind that is looked at alone, and its page. */
import type { SearchPart } from '#api/types.ts';

/** How many of each kind stand together, and how many of one alone. */
const FEW = 4;
export const PAGE_SIZE = 20;

export interface SearchState {
	q: string;
	/** One kind alone, by the API's name; the empty text for all. */
	kind: string;
	page: number;
}

export function stateOf(search: URLSearchParams): SearchState {
	const page = Number(search.get('page'));
	return {
		q: search.get('q')?.trim() ?? '',
		kind: search.get('kind') ?? '',
		page: Number.isInteger(page) && page > 1 ? page : 1
	};
}

/** The address of a state. */
export function hrefOf({ q, kind = '', page = 1 }: Partial<SearchState>): string {
	const search = new URLSearchParams();
	if (q?.trim()) search.set('q', q.trim());
	if (kind) search.set('kind', kind);
	if (page > 1) search.set('page', String(page));
	const text = search.toString();
	return text === '' ? '/zoeken' : `/zoeken?${text}`;
}

/** What the API is asked for a state: a few of every kind, or a page of one. It checks what the address says. */
export function queryOf({ q, kind, page }: SearchState) {
	return kind ? { q, kind: [kind], page, pageSize: PAGE_SIZE } : { q, pageSize: FEW };
}

/** The words without one part of them, for who finds nothing with all; nothing where nothing else would be left. */
export function wordsWithout(q: string, part: SearchPart): string {
	return q
		.replace(part.text, ' ')
		.split(',')
		.map((words) => words.replace(/\s+/g, ' ').trim())
		.filter(Boolean)
		.join(', ');
}
