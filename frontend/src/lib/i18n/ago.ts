import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDate } from './format';

const LOCALE = `${getLocale()}-BE`;
const TIME_ZONE = 'Europe/Brussels';

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
	['year', 365 * 24 * 3600],
	['month', 30 * 24 * 3600],
	['week', 7 * 24 * 3600],
	['day', 24 * 3600],
	['hour', 3600],
	['minute', 60]
];

/** How long ago an instant was: `5 minuten geleden`, `gisteren`; `nu` within the minute. */
export function formatAgo(instant: string, now: Date = new Date()): string {
	const seconds = Math.max(0, (now.getTime() - new Date(instant).getTime()) / 1000);
	const [unit, length] = UNITS.find(([, one]) => seconds >= one) ?? ['second', Infinity];
	return new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' }).format(-Math.floor(seconds / length), unit);
}

/** `ma 23 nov 2026, 14:05`, as read on a clock in Brussels. */
export function formatMoment(instant: string): string {
	const time = new Intl.DateTimeFormat(LOCALE, { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });
	return `${formatDate(instant)}, ${time.format(new Date(instant))}`;
}
