import { codesOf, labelOf } from '#api/labels.svelte.ts';
import type { CaseView } from '#api/types.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Counts, Facet } from './api';
import {
	FLAGS,
	type Flag,
	isPreset,
	LIST_FILTERS,
	type ListFilter,
	type Preset,
	type Question,
	questionOf
} from './question';

const PRESETS: Record<Preset, () => string> = {
	lopend: m.cases_view_running,
	nieuw: m.cases_view_new,
	'van-mij': m.cases_view_mine,
	'te-laat': m.cases_view_late,
	consulten: m.cases_view_consults,
	ongelezen: m.cases_view_unread,
	gevolgd: m.cases_view_watched,
	afgelopen: m.cases_view_ended,
	alle: m.cases_view_all
};

const FILTERS: Record<ListFilter, () => string> = {
	state: m.cases_state,
	urgency: m.cases_urgency,
	ageBand: m.cases_age,
	coordinator: m.cases_coordinator,
	theme: m.cases_theme,
	level: m.cases_level,
	schooling: m.cases_schooling,
	channel: m.cases_channel,
	outcome: m.cases_outcome
};

/** The code list of a filter; names of people are in no list. */
export const LISTS: Record<Exclude<ListFilter, 'coordinator'>, string> = {
	state: 'caseStates',
	urgency: 'urgencies',
	ageBand: 'ageBands',
	theme: 'themes',
	level: 'levels',
	schooling: 'schoolings',
	channel: 'caseChannels',
	outcome: 'caseOutcomes'
};

const FLAG_NAMES: Record<Flag, () => string> = {
	mine: m.cases_mine,
	unassigned: m.cases_unassigned,
	unread: m.cases_unread,
	watched: m.cases_watched
};

export const presetName = (preset: Preset) => PRESETS[preset]();
export const filterName = (filter: ListFilter) => FILTERS[filter]();
export const flagName = (flag: Flag) => FLAG_NAMES[flag]();

/** What a view is called. */
export function viewName(view: string, saved: CaseView | undefined): string {
	return saved?.name ?? presetName(isPreset(view) ? view : 'lopend');
}

/** What a value of a filter is called. */
export function valueName(filter: ListFilter, value: string, counts: Counts): string {
	if (filter !== 'coordinator') return labelOf(LISTS[filter], value);
	return counts.coordinator?.find(({ code }) => code === value)?.label ?? m.cases_somebody();
}

/** A value to choose, with how many cases it leaves. */
export interface Option {
	code: string;
	name: string;
	count?: number;
}

/** The values of a filter in the order of their list; those of which there is none are left out, unless they are chosen. */
export function optionsOf(filter: ListFilter, counts: Counts, question: Question): Option[] {
	const counted = filter in counts ? counts[filter as Facet] : undefined;
	const chosen = question[filter] ?? [];
	if (filter === 'coordinator')
		return (counted ?? []).map(({ code, label, count }) => ({
			code,
			name: label ?? m.cases_somebody(),
			count
		}));
	const options = codesOf(LISTS[filter]).map(({ code, name }) => ({
		code,
		name,
		...(counted && { count: counted.find((one) => one.code === code)?.count ?? 0 })
	}));
	return options.filter(({ code, count }) => count !== 0 || chosen.includes(code));
}

/** A filter that is on, in words. */
export interface Chip {
	name: keyof Question;
	text: string;
}

const FEW = 3;

function listText(filter: ListFilter, values: readonly string[], counts: Counts): string {
	const running = questionOf('lopend').state ?? [];
	if (filter === 'state' && values.length === running.length && running.every((one) => values.includes(one)))
		return m.cases_chip_running();
	const label = filterName(filter);
	if (values.length > FEW) return m.cases_chip_many({ label, count: values.length });
	return m.cases_chip({ label, value: values.map((value) => valueName(filter, value, counts)).join(', ') });
}

/** What is on, in the order in which the filters stand. */
export function chipsOf(question: Question, counts: Counts): Chip[] {
	const chips: Chip[] = [];
	if (question.q) chips.push({ name: 'q', text: m.cases_chip_words({ words: question.q }) });
	for (const name of LIST_FILTERS) {
		const values = question[name];
		if (values?.length) chips.push({ name, text: listText(name, values, counts) });
	}
	for (const name of FLAGS) if (question[name]) chips.push({ name, text: flagName(name) });
	if (question.dueUntil)
		chips.push({ name: 'dueUntil', text: m.cases_chip_due({ day: formatDate(question.dueUntil) }) });
	if (question.submittedFrom)
		chips.push({
			name: 'submittedFrom',
			text: m.cases_chip_from({ day: formatDate(question.submittedFrom) })
		});
	return chips;
}

/** -12 or 12+, as people say it. */
export function bandSign(band: string | undefined): string {
	if (!band) return '';
	return band === 'under12' ? m.cases_band_under() : m.cases_band_over();
}
