import { forPage } from '#api/page.ts';
import { readItem, sessionsOf } from '#features/expertise/api.ts';
import { dayOf } from '#lib/i18n/format.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	const today = dayOf(new Date());
	const [item, sessions] = await forPage(
		Promise.all([readItem('training', params.id), sessionsOf('training', params.id, today)])
	);
	return { item, sessions };
};
