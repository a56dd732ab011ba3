import { forOwnPage } from '#api/ownPage.ts';
import { listSynonyms } from '#features/synonyms/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:synonyms');
	const search = new URLSearchParams(url.search);
	return forOwnPage(url, async () => ({ page: await listSynonyms(search) }));
};
