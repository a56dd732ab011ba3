import { api, read } from '#api/client.ts';

/** A municipality as the map and the chips need it. */
export interface Place {
	name: string;
	latitude: number;
	longitude: number;
}

const ALL = 400;

let known: Promise<Map<string, Place>> | undefined;

async function fetchAll(): Promise<Map<string, Place>> {
	const query = { pageSize: ALL, select: ['nisCode,name,latitude,longitude'] };
	const { items } = await read(api.GET('/api/v1/municipalities', { params: { query } }));
	return new Map(
		items.map(({ nisCode, name, latitude, longitude }) => [nisCode, { name: name.nl, latitude, longitude }])
	);
}

/** All municipalities by NIS code, fetched once; after a failure the next call tries again. */
export function loadMunicipalities(): Promise<Map<string, Place>> {
	known ??= fetchAll().catch((failure: unknown) => {
		known = undefined;
		throw failure;
	});
	return known;
}

/** Names of places that begin with what was typed, for suggestions. */
export async function suggestPlaces(typed: string): Promise<string[]> {
	const query = { q: typed, pageSize: 8, select: ['nisCode,name'] };
	const { items } = await read(api.GET('/api/v1/municipalities', { params: { query } }));
	return items.map((one) => one.name.nl);
}
