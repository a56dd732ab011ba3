import { forPage } from '#api/page.ts';
import { findOffers } from '#features/offers/api.ts';
import { apiQuery } from '#features/offers/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const search = new URLSearchParams(url.search);
	// How the page is looked at is no question to the API: only what the API is asked makes this run again.
	const query = apiQuery(search);
	return { query: query.toString(), answer: await forPage(findOffers(query)) };
};
