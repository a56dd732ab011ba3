import { ApiFailure } from './problem';
import type { ExpertisePage, Profile } from './types';

/** Stops somebody who may not do what a page is for, in words, before the API does. */
export function requireScope({ scopes }: Profile, scope: string): void {
	if (!scopes.includes(scope)) throw new ApiFailure('forbidden', 403);
}

/** Whether somebody keeps an item: it is of their organization or, for a coordinator, meant for their region. */
export function isTheirs(
	{ scopes, roles }: Pick<Profile, 'scopes' | 'roles'>,
	{ organization, area }: Pick<ExpertisePage, 'organization' | 'area'>
): boolean {
	if (!scopes.includes('expertise:manage')) return false;
	return roles.some((held) => {
		if (!held.usable) return false;
		if (held.organization && held.organization.id === organization?.id) return true;
		if (held.role !== 'coordinator' || !held.region) return false;
		return area.scope === 'flanders' || area.regions.includes(held.region);
	});
}
