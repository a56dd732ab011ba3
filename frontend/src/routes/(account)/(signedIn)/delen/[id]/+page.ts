import { forOwnPage } from '#api/ownPage.ts';
import { readInContext } from '#features/expertiseRevisions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params, depends }) => {
	depends('own:expertiseRevision');
	return forOwnPage(url, async () => ({ read: await readInContext(params.id) }));
};
