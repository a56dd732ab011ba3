import { forPage } from '#api/page.ts';
import { listRegions } from '#features/regions/api.ts';

export async function load() {
	return { regions: await forPage(listRegions()) };
}
