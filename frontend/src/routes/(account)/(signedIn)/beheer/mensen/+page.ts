import { nameOrganization } from '#api/lookups.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { listRoles, listUsers } from '#features/people/api.ts';
import { PEOPLE } from '#features/people/states.ts';
import { apiQuery } from '#lib/table/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:people');
	const search = new URLSearchParams(url.search);
	const named = search.get('organization');
	return forOwnPage(url, async () => {
		const [answer, rules, organization] = await Promise.all([
			listUsers(apiQuery(search, PEOPLE)),
			listRoles(),
			named ? nameOrganization(named) : undefined
		]);
		return { answer, rules, organization };
	});
};
