import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { listContents } from '#features/contents/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) =>
	forOwnPage(url, async () => {
		requireScope(await loadPerson(), 'content:write');
		return { contents: await listContents() };
	});
