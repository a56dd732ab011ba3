import { forPage } from '#api/page.ts';
import { offersOfRegion } from '#features/offers/api.ts';
import { municipalitiesOf, readRegion } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

const SHOWN = 6;

export const load: PageLoad = async ({ params }) => {
	const [region, municipalities, offers] = await forPage(
		Promise.all([readRegion(params.code), municipalitiesOf(params.code), offersOfRegion(params.code, SHOWN)])
	);
	return { region, municipalities, offers };
};
