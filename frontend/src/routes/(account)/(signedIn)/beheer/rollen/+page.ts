import { nameOrganization } from '#api/lookups.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { listAssignments, listRoles } from '#features/people/api.ts';
import { reviewQuery } from '#features/people/states.ts';
import { dayOf } from '#lib/i18n/format.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:people');
	const search = new URLSearchParams(url.search);
	const named = search.get('organization');
	return forOwnPage(url, async () => {
		const [answer, rules, organization] = await Promise.all([
			listAssignments(reviewQuery(search, dayOf(new Date()))),
			listRoles(),
			named ? nameOrganization(named) : undefined
		]);
		return { answer, rules, organization };
	});
};
