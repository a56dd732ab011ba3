import { forPage } from '#api/page.ts';
import { membersOf, readItem } from '#features/expertise/api.ts';
import { dayOf } from '#lib/i18n/format.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	const today = dayOf(new Date());
	const [item, members] = await forPage(
		Promise.all([readItem('network', params.id), membersOf(params.id, today)])
	);
	return { item, members };
};
