import { loadLabels } from '#api/labels.svelte.ts';
import { municipalityNames, nameOrganization } from '#api/lookups.ts';
import type { LocationItem, OfferRevision } from '#api/types.ts';
import { addressOf } from './address';
import { locationsOf, type ReadRevision, readRevision } from './api';
import type { Names } from './words';

/** A proposal and the names of all that it refers to. */
export interface RevisionInContext extends ReadRevision {
	/** Where those who give the offer work. */
	locations: LocationItem[];
	names: Names & { organizations: Map<string, string> };
}

/** Every organization that the proposal or the public offer names. */
function organizationsIn({ content, differences, organization }: OfferRevision): string[] {
	const live = differences.find(({ field }) => field === 'providers')?.live as { id: string }[] | undefined;
	return [...new Set([organization.id, ...[...content.providers, ...(live ?? [])].map(({ id }) => id)])];
}

export async function readInContext(id: string): Promise<RevisionInContext> {
	const shared = Promise.all([municipalityNames(), loadLabels()]);
	shared.catch(() => undefined);
	const read = await readRevision(id);
	const organizations = organizationsIn(read.revision);
	const [[municipalities], locations, names] = await Promise.all([
		shared,
		Promise.all(organizations.map(locationsOf)).then((lists) => lists.flat()),
		Promise.all(organizations.map(nameOrganization))
	]);
	return {
		...read,
		locations,
		names: {
			municipalities,
			locations: new Map(locations.map((one) => [one.id, addressOf(one)])),
			organizations: new Map(organizations.map((one, index) => [one, names[index]?.name ?? one]))
		}
	};
}
