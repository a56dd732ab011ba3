import { ApiFailure } from '#api/problem.ts';
import type { Profile } from '#api/types.ts';
import { organizationsOf } from './api';

interface Named {
	id: string;
	name: string;
}

/** The organizations whose offers a person keeps: the own ones, and for a coordinator those of the region. */
export async function keptBy(person: Profile): Promise<Named[]> {
	const roles = person.roles.filter(({ usable }) => usable);
	const own = roles.flatMap(({ organization }) => organization ?? []);
	const regions = roles.flatMap(({ role, region }) => (role === 'coordinator' && region ? region : []));
	if (own.length + regions.length === 0) throw new ApiFailure('forbidden', 403);
	const around = (await Promise.all([...new Set(regions)].map(organizationsOf))).flat();
	return [...new Map([...own, ...around].map(({ id, name }) => [id, { id, name }])).values()];
}

/** Whether a person may take the offers of an organization from view. */
export function mayArchive(person: Profile, organization: string): boolean {
	const manages = person.roles.some(
		(one) => one.usable && one.role === 'partnerManager' && one.organization?.id === organization
	);
	return manages || person.scopes.includes('offer:review');
}
