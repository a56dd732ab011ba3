/** The tables of people and of their roles: how they are asked for. */
import { apiQuery, type TableState } from '#lib/table/query.ts';
import { addDays } from '#lib/i18n/days.ts';
import { m } from '#lib/paraglide/messages.js';

export const PEOPLE: TableState = {
	path: '/beheer/mensen',
	filters: ['q', 'role', 'region', 'organization', 'status'],
	usualSort: 'name'
};

export const REVIEW: TableState = {
	path: '/beheer/rollen',
	filters: ['show', 'role', 'region', 'organization'],
	usualSort: 'name'
};

/** What a review looks at first: what will end by itself, and what nobody seems to need. */
export const ENDING_DAYS = 60;
export const UNUSED_DAYS = 90;

/** The ways to look at roles, and their words. Without one: all that hold today. */
export const VIEWS = [
	{ code: 'ending', name: m.admin_view_ending({ days: ENDING_DAYS }) },
	{ code: 'unused', name: m.admin_view_unused({ days: UNUSED_DAYS }) },
	{ code: 'all', name: m.admin_view_all() }
];

/** The question to the API that a state of the review stands for on a day. */
export function reviewQuery(search: URLSearchParams, today: string): URLSearchParams {
	const query = apiQuery(search, REVIEW);
	const show = query.get('show');
	query.delete('show');
	if (show !== 'all') query.set('activeOn', today);
	if (show === 'ending') query.set('endsBy', addDays(today, ENDING_DAYS));
	if (show === 'unused') query.set('unusedSince', addDays(today, -UNUSED_DAYS));
	return query;
}

export const STATUSES = [
	{ code: 'active', name: m.admin_status_active() },
	{ code: 'invited', name: m.admin_status_invited() },
	{ code: 'suspended', name: m.admin_status_suspended() }
];
