import { api, read } from '#api/client.ts';
import type { Municipality, Region, RegionDetail } from '#api/types.ts';

/** The six regions, each with its tandem. */
export async function listRegions(): Promise<Region[]> {
	const params = { query: { embed: ['tandem'] } };
	return (await read(api.GET('/api/v1/regions', { params }))).items;
}

/** The names of the regions by code. */
export async function regionNames(): Promise<Map<string, string>> {
	const { items } = await read(api.GET('/api/v1/regions'));
	return new Map(items.map((one) => [one.code, one.name.nl]));
}

export function readRegion(code: string): Promise<RegionDetail> {
	return read(api.GET('/api/v1/regions/{code}', { params: { path: { code } } }));
}

/** The municipalities of a region by name. */
export async function municipalitiesOf(region: string): Promise<Municipality[]> {
	const params = { query: { region: [region], pageSize: 100 } };
	const { items } = await read(api.GET('/api/v1/municipalities', { params }));
	return items.sort((a, b) => a.name.nl.localeCompare(b.name.nl, 'nl'));
}
