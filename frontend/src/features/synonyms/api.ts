import { read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { type Tagged, tagged } from '#api/saving.svelte.ts';
import type { Synonym, SynonymInput } from '#api/types.ts';
import { apiQuery, asParams, type TableState } from '#lib/table/query.ts';

/** What the table is asked by. */
export const SYNONYMS: TableState = { path: '/beheer/synoniemen', filters: ['q', 'kind'], usualSort: 'term' };

export interface SynonymPage {
	items: Synonym[];
	total: number;
	page: number;
	pageSize: number;
}

/** Pairs of words that the filters leave. */
export function listSynonyms(search: URLSearchParams): Promise<SynonymPage> {
	const query = asParams(apiQuery(search, SYNONYMS));
	return read(own.GET('/api/v1/synonyms', { params: { query } }));
}

/** Teaches the search a pair of words. */
export async function addSynonym(body: SynonymInput): Promise<void> {
	const params = { header: { 'idempotency-key': crypto.randomUUID() } };
	await succeed(own.POST('/api/v1/synonyms', { params, body }));
}

function at(synonymId: string) {
	return { path: { synonymId } };
}

/** A pair of words, for its form. */
export async function openSynonym(id: string): Promise<Tagged<SynonymInput>> {
	const { item, etag } = await tagged(own.GET('/api/v1/synonyms/{synonymId}', { params: at(id) }));
	const { term, synonym, kind } = item;
	return { item: { term, synonym, kind }, etag };
}

export async function saveSynonym(id: string, changes: Partial<SynonymInput>, etag: string): Promise<void> {
	const params = { ...at(id), header: { 'if-match': etag } };
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	await succeed(own.PATCH('/api/v1/synonyms/{synonymId}', { params, headers, body: changes }));
}

/** Lets the search forget a pair, whatever it says by now. */
export async function removeSynonym(id: string): Promise<void> {
	const params = { ...at(id), header: { 'if-match': '*' } };
	await succeed(own.DELETE('/api/v1/synonyms/{synonymId}', { params }));
}
