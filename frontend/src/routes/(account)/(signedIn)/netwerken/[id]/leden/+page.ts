import { loadLabels } from '#api/labels.svelte.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { findAbsences, listMembers, readOwnNetwork } from '#features/networkTable/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params, depends }) => {
	depends('own:members');
	const search = new URLSearchParams(url.search);
	return forOwnPage(url, async () => {
		const [network, members, absences] = await Promise.all([
			readOwnNetwork(params.id),
			listMembers(params.id),
			findAbsences(params.id, search),
			loadLabels()
		]);
		return { network, members, absences };
	});
};
