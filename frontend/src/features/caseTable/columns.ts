import { m } from '#lib/paraglide/messages.js';

/** A column of the table: what it is called, how wide it is (rem), and what the API calls its order. */
export interface CaseColumn {
	name: string;
	title: () => string;
	width: number;
	sort?: string;
}

export const COLUMNS: readonly CaseColumn[] = [
	{ name: 'code', title: m.cases_code, width: 8, sort: 'code' },
	{ name: 'summary', title: m.cases_summary, width: 14 },
	{ name: 'state', title: m.cases_state, width: 9, sort: 'state' },
	{ name: 'urgency', title: m.cases_urgency, width: 9.5, sort: 'urgency' },
	{ name: 'ageBand', title: m.cases_age, width: 5, sort: 'ageBand' },
	{ name: 'level', title: m.cases_level, width: 12, sort: 'level' },
	{ name: 'themes', title: m.cases_themes, width: 15 },
	{ name: 'schooling', title: m.cases_schooling, width: 12 },
	{ name: 'coordinator', title: m.cases_coordinator, width: 9, sort: 'coordinator' },
	{ name: 'dueOn', title: m.cases_due, width: 8.5, sort: 'dueOn' },
	{ name: 'lastActivityAt', title: m.cases_activity, width: 8.5, sort: 'lastActivityAt' },
	{ name: 'submittedAt', title: m.cases_submitted, width: 9, sort: 'submittedAt' },
	{ name: 'sector', title: m.cases_sector, width: 7 },
	{ name: 'channel', title: m.cases_channel, width: 7 },
	{ name: 'bothSides', title: m.cases_both_sides, width: 9 },
	{ name: 'outcome', title: m.cases_outcome, width: 12 }
];

export const USUAL_COLUMNS: readonly string[] = [
	'code',
	'summary',
	'state',
	'urgency',
	'ageBand',
	'coordinator',
	'dueOn',
	'lastActivityAt'
];

/** The columns of these names, in the order of the table; the usual ones where none is said. The code is always there. */
export function columnsOf(names: readonly string[]): CaseColumn[] {
	const wanted = new Set(names.length > 0 ? names : USUAL_COLUMNS);
	return COLUMNS.filter(({ name }) => name === 'code' || wanted.has(name));
}

/** What can be sorted by. */
export const SORTABLE = COLUMNS.filter(({ sort }) => sort !== undefined);
