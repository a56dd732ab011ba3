import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { revisionsInReview } from '#features/offerRevisions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) =>
	forOwnPage(url, async () => {
		requireScope(await loadPerson(), 'offer:review');
		return { revisions: await revisionsInReview() };
	});
