import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { listAbilities } from '#features/apiClients/api.ts';
import { organizationsOf } from '#features/apiClients/organizations.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) =>
	forOwnPage(url, async () => {
		const [person, abilities] = await Promise.all([loadPerson(), listAbilities()]);
		requireScope(person, 'apiClient:write');
		return { abilities, organizations: organizationsOf(person) };
	});
