import { forOwnPage } from '#api/ownPage.ts';
import { listAbilities, readClient } from '#features/apiClients/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params, depends }) => {
	depends('own:client');
	return forOwnPage(url, async () => {
		const [client, abilities] = await Promise.all([readClient(params.id), listAbilities()]);
		return { client, abilities };
	});
};
