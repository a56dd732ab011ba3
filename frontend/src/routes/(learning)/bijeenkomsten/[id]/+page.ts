import { forPage } from '#api/page.ts';
import { readItem, sessionsOf } from '#features/expertise/api.ts';
import { offersById } from '#features/offers/api.ts';
import { dayOf } from '#lib/i18n/format.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	const today = dayOf(new Date());
	const [item, sessions] = await forPage(
		Promise.all([readItem('gathering', params.id), sessionsOf('gathering', params.id, today)])
	);
	return { item, sessions, offers: await forPage(offersById(item.offers.map(({ id }) => id))) };
};
