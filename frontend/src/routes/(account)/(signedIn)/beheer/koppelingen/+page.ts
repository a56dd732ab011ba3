import { forOwnPage } from '#api/ownPage.ts';
import { listAbilities, listClients } from '#features/apiClients/api.ts';
import { CLIENTS } from '#features/apiClients/states.ts';
import { apiQuery } from '#lib/table/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => {
	const query = apiQuery(new URLSearchParams(url.search), CLIENTS);
	return forOwnPage(url, async () => {
		const [answer, abilities] = await Promise.all([listClients(query), listAbilities()]);
		return { answer, abilities };
	});
};
