import { forPage } from '#api/page.ts';
import { offersById, readOffer } from '#features/offers/api.ts';
import { comparedIds, sharedIds } from '#features/shortlist/query.ts';
import { shortlist } from '#features/shortlist/store.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const search = new URLSearchParams();
	for (const name of ['ids', 'compare']) search.set(name, url.searchParams.get(name) ?? '');
	const shared = sharedIds(search);
	const ids = shared.length > 0 ? shared : shortlist.ids;
	const compared = comparedIds(search).filter((id) => ids.includes(id));
	const [cards, full] = await forPage(
		Promise.all([offersById(ids), compared.length > 1 ? Promise.all(compared.map(readOffer)) : []])
	);
	const byId = new Map(cards.map((card) => [card.id, card]));
	return {
		shared: shared.length > 0,
		ids: [...ids],
		offers: ids.flatMap((id) => byId.get(id) ?? []),
		gone: ids.filter((id) => !byId.has(id)),
		compared: full
	};
};
