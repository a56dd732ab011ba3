import { api, read } from '#api/client.ts';
import type { paths } from '#api/schema.d.ts';
import type { Offer, OfferCard, OfferPage } from '#api/types.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { noteDemo } from '#lib/ui/demo.svelte.ts';
import { apiQuery, FACETS } from './query';

type OfferQuery = NonNullable<paths['/api/v1/offers']['get']['parameters']['query']>;

/** The query of an address in the API's terms. The API checks the values: they come from the address as they are. */
function asQuery(search: URLSearchParams): OfferQuery {
	const query: Record<string, string[]> = {};
	for (const name of new Set(search.keys())) query[name] = search.getAll(name);
	return query as OfferQuery;
}

async function list(query: OfferQuery): Promise<OfferPage> {
	const page = await read(api.GET('/api/v1/offers', { params: { query: { ...query, lang: getLocale() } } }));
	noteDemo(page.items.some((offer) => offer.demo));
	return page;
}

/** The results for a state of the directory, with the counts of all facets. */
export function findOffers(search: URLSearchParams): Promise<OfferPage> {
	return list({ ...asQuery(apiQuery(search)), facets: [FACETS.join(',')] });
}

/** How many offers a state would show. */
export async function countOffers(search: URLSearchParams): Promise<number> {
	const query = apiQuery(search);
	query.delete('page');
	return (await list({ ...asQuery(query), pageSize: 1 })).total;
}

/** What home tells about the whole directory. */
export function surveyOffers(): Promise<OfferPage> {
	return list({ pageSize: 1, facets: ['ageBand,theme'] });
}

/** Up to `most` offers that these filters leave, and how many there are. */
export function surveyOffersOf(
	filters: Pick<OfferQuery, 'region' | 'theme'>,
	most: number
): Promise<OfferPage> {
	return list({ ...filters, pageSize: most });
}

/** The cards of these offers; those that are no longer public are left out. */
export async function offersById(ids: readonly string[]): Promise<OfferCard[]> {
	if (ids.length === 0) return [];
	return (await list({ id: [...ids], pageSize: ids.length })).items;
}

export async function readOffer(offerId: string): Promise<Offer> {
	const params = { path: { offerId }, query: { lang: getLocale() } };
	const offer = await read(api.GET('/api/v1/offers/{offerId}', { params }));
	noteDemo(offer.demo);
	return offer;
}

/** Where these offers come as a file, below the API's base. */
export function exportPath(ids: readonly string[], format: 'csv' | 'xlsx'): string {
	const query = new URLSearchParams(ids.map((id) => ['id', id]));
	query.set('format', format);
	query.set('lang', getLocale());
	return `/api/v1/offers?${query}`;
}
