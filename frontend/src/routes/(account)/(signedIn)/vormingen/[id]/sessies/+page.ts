import { forOwnPage } from '#api/ownPage.ts';
import { loadDesk } from '#features/trainingSessions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params }) => {
	const plan = url.searchParams.get('plan');
	return forOwnPage(url, async () => ({ ...(await loadDesk('training', params.id)), plan }));
};
