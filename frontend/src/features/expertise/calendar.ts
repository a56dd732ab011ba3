/** A month on the calendar of Brussels, as weeks from Monday to Sunday. */
import type { LearningSession } from '#api/types.ts';
import { addDays, clockAt } from '#lib/i18n/days.ts';
import { dayOf } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { hrefOf, replaced, type TableState } from '#lib/table/query.ts';

/** The state of the calendar: what the API can tell sessions apart by. It lives where the trainings are. */
export const CALENDAR: TableState = {
	path: '/vormingen',
	filters: ['kind', 'theme', 'region'],
	usualSort: 'startsAt'
};

/** The address of the calendar in a month; the other filters stay. */
export function calendarHref(search: URLSearchParams, month: string): string {
	return hrefOf(CALENDAR, replaced(search, { view: 'calendar', month }));
}

/** `december` */
export function nameOf(month: string): string {
	return m.learn_month_names().split(' ')[Number(month.slice(5)) - 1] ?? '';
}

/** `december 2026` */
export function formatMonth(month: string): string {
	return `${nameOf(month)} ${month.slice(0, 4)}`;
}

/** Where a calendar program follows the sessions that these filters leave, below the API's origin. */
export function feedOf(origin: string, filters: Readonly<Record<string, readonly string[]>>): string {
	const pairs = Object.entries(filters).flatMap(([name, values]) => values.map((value) => [name, value]));
	const query = new URLSearchParams(pairs).toString();
	return `${origin}/calendar/trainings.ics${query && `?${query}`}`;
}

/** The month that an address asks for, `yyyy-MM`; this one when it asks for none. */
export function monthIn(search: URLSearchParams, today: string = dayOf(new Date())): string {
	const asked = search.get('month') ?? '';
	return /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
}

/** The month so many months later, or earlier. */
export function addMonths(month: string, count: number): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The weeks of a month; days of its neighbours fill the first and the last. */
export function weeksOf(month: string): string[][] {
	const first = `${month}-01`;
	const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
	const next = `${addMonths(month, 1)}-01`;
	const weeks: string[][] = [];
	for (let monday = addDays(first, -weekday); monday < next; monday = addDays(monday, 7))
		weeks.push([0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count)));
	return weeks;
}

/** The first and the last day of a month. */
export function boundsOf(month: string): [first: string, last: string] {
	return [`${month}-01`, addDays(`${addMonths(month, 1)}-01`, -1)];
}

/** The sessions by the day on which they begin, in their order. */
export function byDay(sessions: readonly LearningSession[]): Map<string, LearningSession[]> {
	const days = new Map<string, LearningSession[]>();
	for (const session of sessions) {
		const [day] = clockAt(session.startsAt);
		days.set(day, [...(days.get(day) ?? []), session]);
	}
	return days;
}
