/** What the fields of an application are called, and what they say, in words. */
import { labelOf, labelsOf } from '#api/labels.svelte.ts';
import { capitalize, formatDate, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Place } from './api';
import type { Application } from './form';

export type Places = ReadonlyMap<string, Place>;

type Name = keyof Application;
type Sayings = { [K in Name]: (value: NonNullable<Application[K]>, places: Places) => string };

const plain = (text: string) => text;
const coded = (list: string) => (code: string) => labelOf(list, code) || code;
const several = (list: string) => (codes: readonly string[]) => capitalize(formatList(labelsOf(list, codes)));
const place = (code: string, places: Places) => places.get(code)?.name ?? code;

/** The fields in the order of the form. */
export const TITLES: Record<Name, () => string> = {
	domicile: m.apply_domicile,
	residence: m.apply_residence,
	school: m.apply_school,
	clb: m.apply_clb,
	region: m.region_label,
	wanted: m.apply_wanted,
	urgency: m.apply_urgency,
	birthYear: m.apply_birth_year,
	ageBand: m.apply_age_band,
	level: m.apply_level,
	track: m.apply_track,
	report: m.apply_report,
	schooling: m.apply_schooling,
	schoolingSince: m.apply_schooling_since,
	absence: m.apply_absence,
	summary: m.apply_summary,
	blocked: m.apply_blocked,
	blockageReasons: m.apply_blockage_reasons,
	missingOffers: m.apply_missing_offers,
	themes: m.apply_themes,
	lifeDomains: m.apply_life_domains,
	tried: m.apply_part_tried,
	hopedFor: m.apply_hoped_for,
	wantedByYoungster: m.apply_wanted_by_youngster,
	strengths: m.apply_strengths,
	services: m.apply_services,
	consent: m.apply_consent,
	sector: m.apply_sector,
	contact: m.apply_contact,
	otherSideView: m.apply_other_side_view,
	confirmations: m.apply_confirmations
};

export const AGE_BANDS = { under12: m.apply_under_12, over12: m.apply_over_12 };
export const SECTORS = { clb: m.role_sector_clb, youthCare: m.role_sector_youth_care };

const SAYINGS: Sayings = {
	domicile: place,
	residence: place,
	school: place,
	clb: place,
	region: coded('regions'),
	wanted: coded('wantedHelp'),
	urgency: coded('urgencies'),
	birthYear: String,
	ageBand: (band) => AGE_BANDS[band](),
	level: coded('levels'),
	track: coded('tracks'),
	report: coded('reports'),
	schooling: coded('schoolings'),
	schoolingSince: formatDate,
	absence: coded('absenceBands'),
	summary: plain,
	blocked: plain,
	blockageReasons: several('blockageReasons'),
	missingOffers: several('missingOffers'),
	themes: several('themes'),
	lifeDomains: several('lifeDomains'),
	tried: (rows) => rows.map(({ what, result }) => (result ? `${what}: ${result}` : what)).join('\n'),
	hopedFor: plain,
	wantedByYoungster: plain,
	strengths: plain,
	services: several('serviceTypes'),
	consent: coded('consentStatuses'),
	sector: (sector) => SECTORS[sector](),
	contact: ({ name, function: post, organization, phone, email }) =>
		[name, post, organization, phone, email].filter(Boolean).join('\n'),
	otherSideView: plain,
	confirmations: (all) => all.map(({ reason }) => reason).join('\n')
};

/** What a field is called. */
export function titleOf(field: string): string {
	return field in TITLES ? TITLES[field as Name]() : field;
}

/** What a field says; the empty text when nothing. */
export function wordsOf(field: string, value: unknown, places: Places): string {
	if (value === undefined || value === null || !(field in SAYINGS)) return '';
	return (SAYINGS[field as Name] as (value: unknown, places: Places) => string)(value, places);
}
