/** What the fields of an offer are called, and what they say, in words: for comparing one content with another. */
import { labelOf, labelsOf } from '#api/labels.svelte.ts';
import type { Difference, OfferDraft } from '#api/types.ts';
import { type DifferenceRow, inWords } from '#lib/drafts/differences.ts';
import { capitalize, formatAges, formatDate, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** Names of what a content refers to by its id or code. */
export interface Names {
	locations: ReadonlyMap<string, string>;
	organizations: ReadonlyMap<string, string>;
	municipalities: ReadonlyMap<string, string>;
}

type Name = keyof OfferDraft;
type Parts = { [K in Name]: (value: NonNullable<OfferDraft[K]>, names: Names) => string };

const coded = (list: string) => (codes: readonly string[]) => capitalize(formatList(labelsOf(list, codes)));
const plain = (value: string | number) => String(value);
const yesNo = (value: boolean) => (value ? m.out_of_school_yes() : m.out_of_school_no());

function weeks(min?: number, max?: number): string {
	if (min !== undefined && max !== undefined && min !== max) return m.duration_between({ min, max });
	const one = min ?? max;
	return one === undefined ? '' : m.duration_weeks({ weeks: one });
}

const TITLES: Record<Name, () => string> = {
	title: m.edit_title,
	summary: m.edit_summary,
	description: m.edit_description,
	goals: m.offer_goals,
	category: m.filter_category,
	outOfSchool: m.filter_out_of_school,
	ageMin: m.edit_age_min,
	ageMax: m.edit_age_max,
	addressees: m.offer_addressees,
	levels: m.filter_level,
	tracks: m.filter_track,
	themes: m.filter_theme,
	aims: m.filter_aim,
	modes: m.filter_mode,
	attendanceStatuses: m.offer_attendance,
	languages: m.filter_language,
	accessibilityFeatures: m.offer_accessibility,
	transports: m.offer_transport,
	methods: m.offer_methods,
	accreditations: m.offer_accreditation,
	accessRoutes: m.filter_access_route,
	accessNote: m.edit_access_note,
	conditions: m.offer_conditions,
	contraindications: m.offer_contraindications,
	availability: m.offer_room,
	capacity: m.edit_capacity,
	duration: m.offer_duration,
	intensity: m.offer_intensity,
	cost: m.filter_cost,
	costNote: m.edit_cost_note,
	transportNote: m.edit_transport_note,
	catchment: m.offer_area,
	locations: m.edit_locations,
	providers: m.edit_providers,
	contacts: m.offer_contact,
	source: m.edit_source,
	sourceUrl: m.edit_source_url,
	verifiedOn: m.compare_verified,
	reviewDue: m.edit_review_due
};

const SAYINGS: Parts = {
	title: plain,
	summary: plain,
	description: plain,
	goals: plain,
	category: (code) => labelOf('categories', code),
	outOfSchool: yesNo,
	ageMin: (age) => formatAges(age),
	ageMax: (age) => formatAges(undefined, age),
	addressees: coded('addressees'),
	levels: coded('levels'),
	tracks: coded('tracks'),
	themes: coded('themes'),
	aims: coded('aims'),
	modes: coded('modes'),
	attendanceStatuses: coded('attendanceStatuses'),
	languages: coded('languages'),
	accessibilityFeatures: coded('accessibilityFeatures'),
	transports: coded('transports'),
	methods: coded('methods'),
	accreditations: coded('accreditations'),
	accessRoutes: coded('accessRoutes'),
	accessNote: plain,
	conditions: plain,
	contraindications: plain,
	availability: ({ status, waitingWeeks, checkedOn }) =>
		[
			labelOf('availabilities', status),
			waitingWeeks ? m.waiting_weeks({ weeks: waitingWeeks }) : '',
			checkedOn ? m.checked_on({ date: formatDate(checkedOn) }) : ''
		]
			.filter(Boolean)
			.join(', '),
	capacity: (count) => m.offer_capacity({ count }),
	duration: ({ weeksMin, weeksMax, asLongAsNeeded }) =>
		[weeks(weeksMin, weeksMax), asLongAsNeeded ? m.duration_as_needed() : ''].filter(Boolean).join(', '),
	intensity: ({ halfDaysPerWeek }) => (halfDaysPerWeek ? m.half_days({ count: halfDaysPerWeek }) : ''),
	cost: (code) => labelOf('costs', code),
	costNote: plain,
	transportNote: plain,
	catchment: ({ scope, rules, regions, municipalities }, names) =>
		[
			scope ? labelOf('catchmentScopes', scope) : '',
			formatList(regions.map((code) => labelOf('regions', code) || code)),
			formatList(municipalities.map(({ nisCode }) => names.municipalities.get(nisCode) ?? nisCode)),
			rules.length > 0 ? m.offer_area_rule({ rules: formatList(labelsOf('catchmentRules', rules)) }) : ''
		]
			.filter(Boolean)
			.join('\n'),
	locations: (places, names) =>
		places
			.map(({ id, ageMin, ageMax }) =>
				[names.locations.get(id) ?? m.edit_location_unknown(), formatAges(ageMin, ageMax)]
					.filter(Boolean)
					.join(', ')
			)
			.join('\n'),
	providers: (providers, names) => formatList(providers.map(({ id }) => names.organizations.get(id) ?? id)),
	contacts: (contacts) =>
		contacts
			.map(({ label, value, visibility }) =>
				[label, value, visibility === 'public' ? '' : labelOf('contactVisibilities', visibility)]
					.filter(Boolean)
					.join(', ')
			)
			.join('\n'),
	source: plain,
	sourceUrl: plain,
	verifiedOn: formatDate,
	reviewDue: formatDate
};

/** What a field is called; one that the page does not know by its name. */
export function titleOf(field: string): string {
	return field in TITLES ? TITLES[field as Name]() : field === 'status' ? m.edit_status() : field;
}

/** What a field says; the empty text when nothing. */
export function wordsOf(field: string, value: unknown, names: Names): string {
	if (value === undefined || value === null || !(field in SAYINGS)) return '';
	return (SAYINGS[field as Name] as (value: unknown, names: Names) => string)(value, names);
}

/** Where a proposal differs from the public offer, in words. */
export function rowsOf(differences: readonly Difference[], names: Names): DifferenceRow[] {
	return inWords(differences, titleOf, (field, value) => wordsOf(field, value, names));
}
