import { forOwnPage } from '#api/ownPage.ts';
import { readRequest } from '#features/accountRequests/decisions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params, depends }) => {
	depends('own:request');
	return { request: await forOwnPage(url, () => readRequest(params.id)) };
};
