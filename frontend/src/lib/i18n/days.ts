/** Days as the API names them, `yyyy-MM-dd`, on the calendar of Brussels. */
import { getLocale } from '#lib/paraglide/runtime.js';
import { dayOf } from './format';

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Brussels',
	dateStyle: 'short',
	timeStyle: 'short'
});

/** The day so many days later, or earlier. */
export function addDays(day: string, count: number): string {
	const moment = new Date(`${day}T00:00:00Z`);
	moment.setUTCDate(moment.getUTCDate() + count);
	return moment.toISOString().slice(0, 10);
}

/** The instant at which a day begins in Brussels, in summer and in winter. */
export function beginOf(day: string): string {
	return instantAt(day, '00:00');
}

/** The instant at which a clock in Brussels shows this time (`HH:mm`) on this day. */
export function instantAt(day: string, time: string): string {
	const instants = ['+02:00', '+01:00'].map((offset) => new Date(`${day}T${time}:00${offset}`));
	const found = instants.find((one) => CLOCK.format(one) === `${day} ${time}`) ?? instants[1];
	return (found as Date).toISOString();
}

/** Day and time on a clock in Brussels at an instant. */
export function clockAt(instant: string): [day: string, time: string] {
	const [day = '', time = ''] = CLOCK.format(new Date(instant)).split(' ');
	return [day, time];
}

/** Whether it is a day and not just any text from an address. */
export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

const DAY_MS = 24 * 3600 * 1000;
const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, days: number][] = [
	['year', 365],
	['month', 30],
	['week', 7]
];

/** How far a day is from today: `vandaag`, `3 weken geleden`, `over 2 maanden`. */
export function formatFromToday(day: string, today: string = dayOf(new Date())): string {
	const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
	const [unit, length] = UNITS.find(([, one]) => Math.abs(days) >= 2 * one) ?? ['day', 1];
	const words = new Intl.RelativeTimeFormat(`${getLocale()}-BE`, { numeric: 'auto' });
	return words.format(Math.trunc(days / length), unit);
}
