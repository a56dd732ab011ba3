/**
 * Dates, numbers and lists as they are read here. The first use of `Intl` takes a slow phone a fifth of a second, so the
 * first results do without it: names of days and months are messages, and `Intl` is asked only where it is needed.
 */
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const TIME_ZONE = 'Europe/Brussels';

/** The Belgian variant of the language that the page speaks. The page is loaded anew when the language changes. */
const LOCALE = `${getLocale()}-BE`;

/** The day on the calendar of Brussels at an instant, as `yyyy-MM-dd`. */
export function dayOf(instant: Date): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(instant);
}

/** `2026-11-23` or a date-time becomes `ma 23 nov 2026`, as read on a calendar in Brussels. */
export function formatDate(date: string): string {
	const day = date.length === 10 ? date : dayOf(new Date(date));
	const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
	const weekday = new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCDay();
	return m.date({
		weekday: m.date_weekdays().split(' ')[weekday] ?? '',
		day: dayOfMonth,
		month: m.date_months().split(' ')[month - 1] ?? '',
		year
	});
}

/** Whether a day (`yyyy-MM-dd`) is over in Brussels, where it is at most a day later than in Greenwich. */
export function isPast(day: string, now: Date = new Date()): boolean {
	const greenwich = now.toISOString().slice(0, 10);
	return day === greenwich ? day < dayOf(now) : day < greenwich;
}

/** A whole number: `20.000`. */
export function formatNumber(value: number): string {
	return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, m.group_sign());
}

/** Kilometres with one decimal below ten: `3,2 km`. */
export function formatDistance(kilometres: number): string {
	const digits = kilometres < 10 ? 1 : 0;
	return m.unit_kilometres({ value: kilometres.toFixed(digits).replace('.', m.decimal_sign()) });
}

/** `6 tot 12 jaar`, `vanaf 12 jaar`, `tot 18 jaar`; nothing when no age is known. */
export function formatAges(min?: number, max?: number): string {
	if (min !== undefined && max !== undefined)
		return min === max ? m.ages_one({ age: min }) : m.ages_between({ min, max });
	if (min !== undefined) return m.ages_from({ min });
	if (max !== undefined) return m.ages_until({ max });
	return '';
}

/** `a, b en c` */
export function formatList(words: readonly string[]): string {
	const [last = ''] = words.slice(-1);
	return words.length < 2 ? last : m.list_and({ words: words.slice(0, -1).join(', '), last });
}

/** The first letter as a capital, the rest untouched. */
export function capitalize(text: string): string {
	return text.charAt(0).toLocaleUpperCase(LOCALE) + text.slice(1);
}
