import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { listRoles } from '#features/people/api.ts';
import { givingOf } from '#features/people/roleDraft.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) =>
	forOwnPage(url, async () => {
		const [person, rules] = await Promise.all([loadPerson(), listRoles()]);
		requireScope(person, 'user:write');
		return { giving: givingOf(person, rules) };
	});
