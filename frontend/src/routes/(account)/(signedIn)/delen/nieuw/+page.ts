import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { readItem } from '#features/expertise/api.ts';
import { KINDS } from '#features/expertiseRevisions/words.ts';
import { regionNames } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => {
	const kind = KINDS.find((one) => one === url.searchParams.get('soort'));
	const id = url.searchParams.get('item');
	return forOwnPage(url, async () => {
		const [person, names, item] = await Promise.all([
			loadPerson(),
			regionNames(),
			kind && id ? readItem(kind, id) : undefined
		]);
		return {
			kind,
			person,
			regions: [...names].map(([code, name]) => ({ code, name })),
			item: item && { id: item.id, title: item.title, regions: item.area.regions }
		};
	});
};
