import { forPage } from '#api/page.ts';
import { readOffer } from '#features/offers/api.ts';
import { readRegion, regionNames } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	const [offer, names] = await forPage(
		Promise.all([readOffer(params.id), regionNames().catch(() => new Map<string, string>())])
	);
	const home = offer.locations[0]?.region;
	const served = offer.catchment.regions;
	// The region where the offer stands knows it best; else there must be one only to know whom to call.
	const code = home ?? (served.length === 1 ? served[0] : undefined);
	const region = code ? readRegion(code).catch(() => undefined) : Promise.resolve(undefined);
	return { offer, region, regionNames: names };
};
