import { forPage } from '#api/page.ts';
import { surveyItems } from '#features/expertise/api.ts';
import type { Kind } from '#features/expertise/kinds.ts';
import { surveyOffersOf } from '#features/offers/api.ts';
import { municipalitiesOf, readRegion } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

const SHOWN = 6;
const LEARNING: readonly Kind[] = ['network', 'training', 'goodPractice', 'initiative'];
const LEARNING_SHOWN = 4;

export const load: PageLoad = async ({ params }) => {
	const filters = { region: [params.code] };
	const learning = LEARNING.map(async (kind) => ({
		kind,
		filters,
		items: await surveyItems(kind, LEARNING_SHOWN, filters)
	}));
	const around = Promise.all([
		municipalitiesOf(params.code),
		surveyOffersOf(filters, SHOWN),
		Promise.all(learning)
	]);
	// All are asked at once, but what is wrong with the region itself is told before what follows from it.
	around.catch(() => undefined);
	const region = await forPage(readRegion(params.code));
	const [municipalities, offers, expertise] = await forPage(around);
	return { region, municipalities, offers, expertise };
};
