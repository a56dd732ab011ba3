import { forPage } from '#api/page.ts';
import { readItem } from '#features/expertise/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => ({
	item: await forPage(readItem('initiative', params.id))
});
