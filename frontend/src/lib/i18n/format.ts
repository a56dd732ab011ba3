import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const TIME_ZONE = 'Europe/Brussels';

/** The Belgian variant of the language that the page speaks. */
function locale(): string {
	return `${getLocale()}-BE`;
}

/** `2026-11-23` or a date-time becomes `ma 23 nov 2026`, as read on a clock in Brussels. */
export function formatDate(date: string): string {
	const instant = new Date(date.length === 10 ? `${date}T12:00:00Z` : date);
	const parts = new Intl.DateTimeFormat(locale(), {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		timeZone: TIME_ZONE
	}).formatToParts(instant);
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		parts.find((one) => one.type === type)?.value.replace('.', '') ?? '';
	return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** Today's date in Brussels as `yyyy-MM-dd`. */
export function today(now: Date = new Date()): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(now);
}

export function formatNumber(value: number, digits = 0): string {
	return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}

/** Kilometres with one decimal below ten: `3,2 km`. */
export function formatDistance(kilometres: number): string {
	return m.unit_kilometres({ value: formatNumber(kilometres, kilometres < 10 ? 1 : 0) });
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
	return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);
}

/** The first letter as a capital, the rest untouched. */
export function capitalize(text: string): string {
	return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}
