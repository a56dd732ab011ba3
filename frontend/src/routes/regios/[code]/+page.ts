import { forPage } from '#api/page.ts';
import { offersOfRegion } from '#features/offers/api.ts';
import { municipalitiesOf, readRegion } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

const SHOWN = 6;

export const load: PageLoad = async ({ params }) => {
	const around = Promise.all([municipalitiesOf(params.code), offersOfRegion(params.code, SHOWN)]);
	// All are asked at once, but what is wrong with the region itself is told before what follows from it.
	around.catch(() => undefined);
	const region = await forPage(readRegion(params.code));
	const [municipalities, offers] = await forPage(around);
	return { region, municipalities, offers };
};
