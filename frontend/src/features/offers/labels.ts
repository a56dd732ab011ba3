import { labelOf } from '#api/labels.svelte.ts';
import type { Facets } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CodedFilter } from './query';

/** The code list that labels the codes of a filter, where there is one. */
const LISTS: Partial<Record<CodedFilter, string>> = {
	ageBand: 'ageBands',
	availability: 'availabilities',
	level: 'levels',
	category: 'categories',
	theme: 'themes',
	accessRoute: 'accessRoutes',
	cost: 'costs',
	mode: 'modes',
	aim: 'aims',
	track: 'tracks',
	language: 'languages',
	sector: 'sectors'
};

const TITLES: Record<CodedFilter, () => string> = {
	ageBand: m.filter_age_band,
	availability: m.filter_availability,
	level: m.filter_level,
	category: m.filter_category,
	theme: m.filter_theme,
	accessRoute: m.filter_access_route,
	cost: m.filter_cost,
	region: m.filter_region,
	mode: m.filter_mode,
	aim: m.filter_aim,
	track: m.filter_track,
	language: m.filter_language,
	sector: m.filter_sector,
	outOfSchool: m.filter_out_of_school,
	locatedIn: m.filter_located_in,
	municipality: m.filter_municipality,
	organization: m.filter_organization
};

/** What a filter is called. */
export function filterTitle(name: CodedFilter): string {
	return TITLES[name]();
}

/** What a value of a filter is called: as the facets say, else as the code lists say, else the code itself. */
export function filterLabel(name: CodedFilter, code: string, facets: Facets = {}): string {
	if (name === 'outOfSchool') return code === 'true' ? m.out_of_school_yes() : m.out_of_school_no();
	const list = LISTS[name];
	const counted = facets[name]?.find((value) => value.code === code)?.label;
	return counted || (list && labelOf(list, code)) || code;
}
