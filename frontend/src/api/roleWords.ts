/** Roles in words: how far they reach, and what else there is to say of one that somebody holds. */
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { labelOf } from './labels.svelte';
import type { HeldRole, RoleRule } from './types';

/** What bounds a role that somebody holds. */
export type Bounds = Pick<
	HeldRole,
	'role' | 'title' | 'region' | 'organization' | 'post' | 'sector' | 'standIn'
>;

const SECTORS: Record<string, () => string> = {
	clb: m.role_sector_clb,
	youthCare: m.role_sector_youth_care,
	welfare: m.role_sector_welfare,
	education: m.role_sector_education
};

/** The sector that somebody works in; a code that is not known here as it is. */
export function sectorName(sector: string): string {
	return SECTORS[sector]?.() ?? (labelOf('sectors', sector) || sector);
}

/** How far a role reaches that somebody holds. */
export function reachOf({ role, region, organization }: Bounds): string {
	if (organization) return m.reach_organization({ name: organization.name });
	if (region) return m.reach_region({ region: labelOf('regions', region) });
	return role === 'referrer' ? m.reach_own() : m.reach_everywhere();
}

/** Which half of the tandem, which sector, filling in: what distinguishes a role from the same one of a colleague. */
export function remarksOn({ post, sector, standIn }: Bounds): string[] {
	return [
		post ? labelOf('postRoles', post) : '',
		sector ? sectorName(sector) : '',
		standIn ? m.role_stand_in() : ''
	].filter(Boolean);
}

/** A role on one line: `Coördinator, in de regio Oost-Vlaanderen`. */
export function roleInWords(role: Bounds): string {
	const reach = reachOf(role);
	return `${role.title.nl}, ${reach.charAt(0).toLowerCase()}${reach.slice(1)}`;
}

/** From when until when: `Vanaf ma 23 nov 2026`, `Tot en met do 31 dec 2026`, or both. */
export function periodOf({ validFrom, validUntil }: Pick<HeldRole, 'validFrom' | 'validUntil'>): string {
	const from = formatDate(validFrom);
	return validUntil ? m.role_between({ from, until: formatDate(validUntil) }) : m.role_since({ from });
}

const REACHES: Record<RoleRule['reach'], () => string> = {
	region: m.reach_of_region,
	organization: m.reach_of_organization,
	everywhere: m.reach_everywhere,
	own: m.reach_of_own
};

/** How far a role reaches, whoever holds it. */
export function reachOfRule({ reach }: RoleRule): string {
	return REACHES[reach]();
}
