import { forPage } from '#api/page.ts';
import { readItem } from '#features/expertise/api.ts';
import { usesOf } from '#features/practiceUses/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, depends }) => {
	depends('practice:uses');
	const [item, uses] = await forPage(Promise.all([readItem('goodPractice', params.id), usesOf(params.id)]));
	return { item, uses };
};
