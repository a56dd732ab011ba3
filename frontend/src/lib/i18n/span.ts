/** When something begins and ends, in words, as read on a clock in Brussels. */
import { m } from '#lib/paraglide/messages.js';
import { clockAt } from './days';
import { formatDate } from './format';

/** From when until when, date-times in UTC as the API gives them. */
export interface Span {
	startsAt: string;
	endsAt: string;
}

/** `13:30 tot 16:30`, as read on a clock in Brussels; with both days where it ends on another one. */
export function hoursOf({ startsAt, endsAt }: Span): string {
	const [first, from] = clockAt(startsAt);
	const [last, until] = clockAt(endsAt);
	return m.learn_hours({ from, until: first === last ? until : `${formatDate(last)}, ${until}` });
}

/** `do 3 dec 2026, 13:30` */
export function beginOf(startsAt: string): string {
	return `${formatDate(startsAt)}, ${clockAt(startsAt)[1]}`;
}

/** `do 3 dec 2026, 13:30 tot 16:30` */
export function whenOf(span: Span): string {
	return `${formatDate(span.startsAt)}, ${hoursOf(span)}`;
}
