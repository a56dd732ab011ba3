import { forPage } from '#api/page.ts';
import { surveyOffers } from '#features/offers/api.ts';
import { listRegions } from '#features/regions/api.ts';

export async function load() {
	const [survey, regions] = await forPage(Promise.all([surveyOffers(), listRegions()]));
	return { survey, regions };
}
