import type { Profile } from '#api/types.ts';
import type { Named } from '#lib/forms/named.ts';

/** The organizations whose systems a person may connect; nothing when it is those of all. */
export function organizationsOf({ roles }: Pick<Profile, 'roles'>): Named[] | undefined {
	if (roles.some(({ role, usable }) => role === 'administrator' && usable)) return undefined;
	return roles
		.filter(({ role, usable }) => role === 'partnerManager' && usable)
		.flatMap(({ organization }) => organization ?? [])
		.map(({ id, name }) => ({ id, name }));
}
