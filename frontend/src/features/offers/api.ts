import { apiPath, get } from '#api/client.ts';
import type { Municipality, Offer, OfferPage, Page } from '#api/types.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { noteDemo } from '#lib/ui/demo.svelte.ts';
import { apiQuery, FACETS } from './query';

type Query = Record<string, string | string[]>;

function asQuery(search: URLSearchParams): Query {
	const query: Query = {};
	for (const name of new Set(search.keys())) query[name] = search.getAll(name);
	return query;
}

async function list(query: Query): Promise<OfferPage> {
	const page = await get<OfferPage>('/offers', { ...query, lang: getLocale() });
	noteDemo(page.items.some((offer) => offer.demo));
	return page;
}

/** The results for a state of the directory, with the counts of all facets. */
export function findOffers(search: URLSearchParams): Promise<OfferPage> {
	return list({ ...asQuery(apiQuery(search)), facets: FACETS.join(',') });
}

/** How many offers a state would show. */
export async function countOffers(search: URLSearchParams): Promise<number> {
	const query = apiQuery(search);
	query.delete('page');
	return (await list({ ...asQuery(query), pageSize: '1' })).total;
}

/** What home tells about the whole directory. */
export function surveyOffers(): Promise<OfferPage> {
	return list({ pageSize: '1', facets: 'ageBand,theme' });
}

/** Up to `most` offers that serve a region. */
export function offersOfRegion(region: string, most: number): Promise<OfferPage> {
	return list({ region, pageSize: String(most) });
}

/** The cards of these offers; those that are no longer public are left out. */
export async function offersById(ids: readonly string[]): Promise<OfferPage['items']> {
	if (ids.length === 0) return [];
	return (await list({ id: [...ids], pageSize: '50' })).items;
}

export async function readOffer(id: string): Promise<Offer> {
	const offer = await get<Offer>(`/offers/${encodeURIComponent(id)}`, { lang: getLocale() });
	noteDemo(offer.demo);
	return offer;
}

/** The address below the API's base under which these offers come as a file. */
export function exportPath(ids: readonly string[], format: 'csv' | 'xlsx'): string {
	return apiPath('/offers', { id: ids, format, lang: getLocale() });
}

let municipalities: Promise<Map<string, Municipality>> | undefined;

/** All municipalities by NIS code, fetched once. */
export function loadMunicipalities(): Promise<Map<string, Municipality>> {
	municipalities ??= get<Page<Municipality>>('/municipalities', { pageSize: '400' })
		.then(({ items }) => new Map(items.map((one) => [one.nisCode, one])))
		.catch((failure: unknown) => {
			municipalities = undefined;
			throw failure;
		});
	return municipalities;
}

/** Names of places that begin with what was typed, for suggestions. */
export async function suggestPlaces(typed: string): Promise<string[]> {
	const { items } = await get<Page<Municipality>>('/municipalities', { q: typed, pageSize: '8' });
	return items.map((one) => one.name.nl);
}
