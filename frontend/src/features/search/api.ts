import { api, read } from '#api/client.ts';
import type { SearchResult } from '#api/types.ts';
import { noteDemo } from '#lib/ui/demo.svelte.ts';
import { queryOf, type SearchState } from './state';

/** What there is for a state. */
export async function find(state: SearchState): Promise<SearchResult> {
	const result = await read(api.GET('/api/v1/search', { params: { query: queryOf(state) } }));
	noteDemo(result.kinds.some(({ items }) => items.some(({ demo }) => demo)));
	return result;
}

/** How many there are of each kind, and none of them: places are few, and cost nothing to look for. */
export async function count(q: string): Promise<SearchResult> {
	return read(api.GET('/api/v1/search', { params: { query: { q, kind: ['place'], pageSize: 1 } } }));
}
