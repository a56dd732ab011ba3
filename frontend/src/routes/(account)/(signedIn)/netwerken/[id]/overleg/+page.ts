import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { isTheirs } from '#api/scopes.ts';
import { comingMeetings, pastMeetings, readNetwork } from '#features/networkTable/api.ts';
import { dayOf } from '#lib/i18n/format.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params }) => {
	const page = Number(url.searchParams.get('page') ?? 1) || 1;
	const today = dayOf(new Date());
	return forOwnPage(url, async () => {
		const [person, network, coming, past] = await Promise.all([
			loadPerson(),
			readNetwork(params.id),
			comingMeetings(params.id, today),
			pastMeetings(params.id, today, page)
		]);
		return { network, keeps: isTheirs(person, network), coming, past, page };
	});
};
