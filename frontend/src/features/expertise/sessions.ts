/** When a session is and whether there is room, in words. */
import type { LearningSession, SessionFacts } from '#api/types.ts';
import { clockAt } from '#lib/i18n/days.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

type Span = Pick<SessionFacts, 'startsAt' | 'endsAt'>;

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

/** `De Krook, Gent`, or that it is online. */
export function placeOf({
	place,
	municipality,
	online
}: Pick<SessionFacts, 'place' | 'municipality' | 'online'>): string {
	const where = [place, municipality?.name].filter(Boolean).join(', ');
	if (!online) return where;
	return where ? m.learn_also_online({ place: where }) : m.learn_online();
}

/** How a session stands for who thinks of coming. */
export interface Standing {
	text: string;
	tone: 'good' | 'attention' | 'bad' | 'plain';
	/** What registering gives: a place, a place in the waiting list, or nothing any more. */
	way?: 'place' | 'line';
}

/** Whether one can still register, and for what. */
export function standingOf(session: LearningSession): Standing {
	if (session.status === 'cancelled') return { text: m.learn_cancelled(), tone: 'bad' };
	if (!session.registrationOpen) return { text: m.learn_closed(), tone: 'plain' };
	if (session.places.room === 'full')
		return { text: m.learn_full({ count: session.places.waiting }), tone: 'attention', way: 'line' };
	if (session.places.room === 'few') return { text: m.learn_few(), tone: 'attention', way: 'place' };
	return { text: m.learn_room(), tone: 'good', way: 'place' };
}
