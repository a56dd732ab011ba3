import { namePerson } from '#api/lookups.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { listEvents } from '#features/audit/api.ts';
import { eventsQuery } from '#features/audit/state.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => {
	const search = new URLSearchParams(url.search);
	const named = search.get('actor');
	return forOwnPage(url, async () => {
		const [newest, actor] = await Promise.all([
			listEvents(eventsQuery(search)),
			named ? namePerson(named) : undefined
		]);
		return { newest, actor };
	});
};
