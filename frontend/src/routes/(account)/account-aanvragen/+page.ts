import { forPage } from '#api/page.ts';
import { listRegions } from '#features/regions/api.ts';

export async function load() {
	const regions = await forPage(listRegions());
	return {
		regions: regions.map(({ code, name, tandem = [] }) => ({
			code,
			name: name.nl,
			people: tandem.flatMap((post) => post.coordinators.map((one) => one.name))
		}))
	};
}
