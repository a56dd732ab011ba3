import { forPage } from '#api/page.ts';
import { findNovelties } from '#features/novelties/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => ({
	answer: await forPage(findNovelties(new URLSearchParams(url.search)))
});
