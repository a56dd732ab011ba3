import { forOwnPage } from '#api/ownPage.ts';
import { readOwnNetwork } from '#features/networkTable/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params }) =>
	forOwnPage(url, async () => ({ network: await readOwnNetwork(params.id) }));
