/** What is asked of the table of cases: filters, words and an order. It lives in memory; no address and no storage holds it. */
import type { CaseState, CaseViewQuery } from '#api/types.ts';
import { isSame } from '#lib/drafts/merging.ts';
import { addDays } from '#lib/i18n/days.ts';
import { dayOf } from '#lib/i18n/format.ts';

export type Sort = CaseViewQuery['sort'][number];

/** Filters with several values, and those that are on or off. */
export type ListFilter =
	'state' | 'urgency' | 'ageBand' | 'coordinator' | 'theme' | 'level' | 'schooling' | 'channel' | 'outcome';
export type Flag = 'mine' | 'unassigned' | 'unread' | 'watched';

export type Question = Partial<Record<ListFilter, readonly string[]>> &
	Partial<Record<Flag, true>> & {
		/** Words in the case, or its code. */
		q?: string;
		/** The last day on which something is to be done. */
		dueUntil?: string;
		submittedFrom?: string;
		sort: readonly Sort[];
	};

export const LIST_FILTERS: readonly ListFilter[] = [
	'state',
	'urgency',
	'ageBand',
	'theme',
	'coordinator',
	'level',
	'schooling',
	'channel',
	'outcome'
];
export const FLAGS: readonly Flag[] = ['mine', 'unassigned', 'unread', 'watched'];
export const MOST_SORTS = 4;

const ENDED: readonly CaseState[] = ['closed', 'referredOn', 'withdrawn', 'notAdmissible'];
const RUNNING: readonly CaseState[] = [
	'draft',
	'submitted',
	'toBeCompleted',
	'inScreening',
	'consultPlanned',
	'consultHeld',
	'tableInPreparation',
	'tablePlanned',
	'tableHeld',
	'planRunning',
	'followUp'
];

/** The views that everybody has, by the word that stands for them in an address. */
export type Preset = keyof typeof PRESETS;

const PRESETS = {
	lopend: (): Question => ({ state: RUNNING, sort: ['-lastActivityAt'] }),
	nieuw: (): Question => ({ state: ['submitted'], sort: ['submittedAt'] }),
	'van-mij': (): Question => ({ mine: true, state: RUNNING, sort: ['dueOn'] }),
	'te-laat': (): Question => ({ dueUntil: addDays(dayOf(new Date()), -1), sort: ['dueOn'] }),
	consulten: (): Question => ({ state: ['consultPlanned'], sort: ['dueOn'] }),
	ongelezen: (): Question => ({ unread: true, sort: ['-lastActivityAt'] }),
	gevolgd: (): Question => ({ watched: true, sort: ['-lastActivityAt'] }),
	afgelopen: (): Question => ({ state: ENDED, sort: ['-lastActivityAt'] }),
	alle: (): Question => ({ sort: ['-lastActivityAt'] })
};

export const USUAL: Preset = 'lopend';
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

export function isPreset(name: string): name is Preset {
	return Object.hasOwn(PRESETS, name);
}

export function questionOf(preset: Preset): Question {
	return PRESETS[preset]();
}

/** The question of a view that was saved: filters that say nothing are not there. */
export function questionFrom(query: CaseViewQuery): Question {
	const said = Object.entries(query).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
	return { ...Object.fromEntries(said), sort: query.sort };
}

/** The question as if nothing had been said of this. */
function without(question: Question, name: keyof Question): Question {
	return Object.fromEntries(Object.entries(question).filter(([one]) => one !== name)) as Question;
}

/** Whether two questions leave the same cases, in whatever order. */
export function leaveTheSame(one: Question, other: Question): boolean {
	return isSame({ ...one, sort: [] }, { ...other, sort: [] });
}

/** What of a question may be kept as a view: everything but the words that were looked for. */
export function withoutWords(question: Question): Question {
	return without(question, 'q');
}

/** The question with another value for a filter; nothing, or an empty list, takes it away. */
export function replaced<Name extends keyof Question>(
	question: Question,
	name: Name,
	value: Question[Name] | undefined
): Question {
	const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
	return empty ? without(question, name) : ({ ...question, [name]: value } as Question);
}

/** The question with a value of a filter switched on or off. */
export function toggled(question: Question, name: ListFilter, value: string): Question {
	const values = question[name] ?? [];
	const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
	return replaced(question, name, next);
}

/** The question without any filter: its order stays. */
export function cleared({ sort }: Question): Question {
	return { sort };
}

export function isFiltered(question: Question): boolean {
	return Object.keys(question).some((name) => name !== 'sort');
}

function nameOf(sort: Sort): string {
	return sort.replace(/^-/, '');
}

/** Where a column stands in the order: its place from 1, and its direction. */
export function orderOf(
	sort: readonly Sort[],
	name: string
): { place: number; descending: boolean } | undefined {
	const place = sort.findIndex((one) => nameOf(one) === name);
	const found = sort[place];
	return found && { place: place + 1, descending: found.startsWith('-') };
}

/**
 * The order after a column's head was pressed: by it alone, the other way round the second time. With `further` the columns
 * before it stay, and the third time it goes.
 */
export function sortedBy(sort: readonly Sort[], name: string, further: boolean): Sort[] {
	const now = orderOf(sort, name);
	const other = (now && !now.descending ? `-${name}` : name) as Sort;
	if (!further) return [now && sort.length > 1 ? (name as Sort) : other];
	if (!now) return [...sort, name as Sort].slice(-MOST_SORTS);
	if (now.descending && sort.length > 1) return sort.filter((one) => nameOf(one) !== name);
	return sort.map((one) => (nameOf(one) === name ? other : one));
}

/** The first row that starts the window on the list, and the first one after it. */
export function windowOf(
	top: number,
	height: number,
	row: number,
	total: number
): [from: number, to: number] {
	const spare = 8;
	const from = Math.max(0, Math.floor(top / row) - spare);
	const to = Math.min(total, Math.ceil((top + height) / row) + spare);
	return [Math.min(from, to), to];
}
