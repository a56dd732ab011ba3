import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { listCodeLists } from '#features/codeLists/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:codeLists');
	return forOwnPage(url, async () => {
		requireScope(await loadPerson(), 'taxonomy:write');
		return { lists: await listCodeLists() };
	});
};
