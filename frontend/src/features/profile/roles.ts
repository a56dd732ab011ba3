import { labelOf } from '#api/labels.svelte.ts';
import type { OwnRole } from '#api/types.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** How far a role reaches, in words. */
export function reachOf(role: OwnRole): string {
	if (role.organization) return m.reach_organization({ name: role.organization.name });
	if (role.region) return m.reach_region({ region: labelOf('regions', role.region) });
	return role.role === 'referrer' ? m.reach_own() : m.reach_everywhere();
}

/** From which side of the bridge somebody works, where the list of sectors does not have it. */
const SIDES: Record<string, () => string> = { clb: m.role_clb, youthCare: m.role_youth_care };

function sideOf(sector: string): string {
	return SIDES[sector]?.() ?? labelOf('sectors', sector);
}

/** What else is to be said of a role: which half of the tandem, filling in, until when. */
export function remarksOn(role: OwnRole): string[] {
	return [
		role.post ? labelOf('postRoles', role.post) : '',
		role.sector ? sideOf(role.sector) : '',
		role.standIn ? m.role_stand_in() : '',
		role.validUntil ? m.role_until({ date: formatDate(role.validUntil) }) : ''
	].filter(Boolean);
}
