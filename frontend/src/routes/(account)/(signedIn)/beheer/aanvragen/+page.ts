import { forOwnPage } from '#api/ownPage.ts';
import { listRequests, requestsQuery } from '#features/accountRequests/decisions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const query = requestsQuery(new URLSearchParams(url.search));
	return { answer: await forOwnPage(url, () => listRequests(query)) };
};
