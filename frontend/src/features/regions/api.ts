import { get } from '#api/client.ts';
import type { Municipality, Page, Region, RegionDetail } from '#api/types.ts';

/** The six regions, each with its tandem. */
export async function listRegions(): Promise<RegionDetail[]> {
	return (await get<Page<RegionDetail>>('/regions', { embed: 'tandem' })).items;
}

/** The regions by name only. */
export async function listRegionNames(): Promise<Region[]> {
	return (await get<Page<Region>>('/regions')).items;
}

export function readRegion(code: string): Promise<RegionDetail> {
	return get<RegionDetail>(`/regions/${encodeURIComponent(code)}`);
}

/** The municipalities of a region by name. */
export async function municipalitiesOf(region: string): Promise<Municipality[]> {
	const { items } = await get<Page<Municipality>>('/municipalities', { region, pageSize: '100' });
	return items.sort((a, b) => a.name.nl.localeCompare(b.name.nl, 'nl'));
}
