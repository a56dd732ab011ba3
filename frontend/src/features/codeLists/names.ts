import { m } from '#lib/paraglide/messages.js';

/** What the lists are called, as the pages that use them say; the others by their own name. */
const NAMES: Record<string, () => string> = {
	sectors: m.edit_sector,
	categories: m.filter_category,
	addressees: m.offer_addressees,
	levels: m.filter_level,
	tracks: m.filter_track,
	themes: m.filter_theme,
	aims: m.filter_aim,
	modes: m.filter_mode,
	catchmentScopes: m.offer_area,
	catchmentRules: m.edit_area_rules,
	availabilities: m.offer_room,
	costs: m.filter_cost,
	accessRoutes: m.filter_access_route,
	attendanceStatuses: m.offer_attendance,
	accreditations: m.offer_accreditation,
	languages: m.filter_language,
	accessibilityFeatures: m.offer_accessibility,
	transports: m.offer_transport,
	methods: m.offer_methods,
	contactKinds: m.edit_contact_kind,
	contactVisibilities: m.edit_contact_visibility,
	ageBands: m.filter_age_band,
	postRoles: m.region_tandem
};

/** What a code list is called. */
export function listName(name: string): string {
	return NAMES[name]?.() ?? name;
}
