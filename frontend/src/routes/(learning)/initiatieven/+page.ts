import { forPage } from '#api/page.ts';
import { findItems } from '#features/expertise/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => ({
	answer: await forPage(findItems('initiative', new URLSearchParams(url.search)))
});
