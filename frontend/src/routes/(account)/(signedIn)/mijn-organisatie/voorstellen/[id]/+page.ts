import { forOwnPage } from '#api/ownPage.ts';
import { readInContext } from '#features/offerRevisions/around.ts';
import { regionNames } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params, depends }) => {
	depends('own:revision');
	return forOwnPage(url, async () => {
		const [read, names] = await Promise.all([readInContext(params.id), regionNames()]);
		return { read, regions: [...names].map(([code, name]) => ({ code, name })) };
	});
};
