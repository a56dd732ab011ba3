import { api, read, succeed } from '#api/client.ts';
import type { DigestInput, DigestState, Novelty } from '#api/types.ts';
import { apiQuery, asParams } from '#lib/table/query.ts';
import { NOVELTIES } from './novelties';

/** A page of what is new, the latest first. */
export interface Found {
	items: Novelty[];
	total: number;
}

/** What a state of the list shows. */
export function findNovelties(search: URLSearchParams): Promise<Found> {
	const query = apiQuery(search, NOVELTIES);
	// It has one order, and takes no word about it.
	query.delete('sort');
	return read(api.GET('/api/v1/novelties', { params: { query: asParams(query) } }));
}

/** Asks an address whether it wants the digest. */
export async function askDigest(body: DigestInput): Promise<void> {
	await succeed(api.POST('/api/v1/digestSubscriptions', { body }));
}

/** What the digest is that a mailed link stands for. */
export function checkDigest(token: string): Promise<DigestState> {
	return read(api.POST('/api/v1/digestChecks', { body: { token } }));
}

/** Says yes to it. */
export function confirmDigest(token: string): Promise<DigestState> {
	return read(api.POST('/api/v1/digestConfirmations', { body: { token } }));
}

/** Ends it; the address is forgotten. */
export function cancelDigest(token: string): Promise<DigestState> {
	return read(api.POST('/api/v1/digestCancellations', { body: { token } }));
}
