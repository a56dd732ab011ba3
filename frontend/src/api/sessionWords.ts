/** Where a session is and whether there is room, in words. */
import { m } from '#lib/paraglide/messages.js';
import type { LearningSession, SessionFacts } from './types';

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

/** What can be said of a session by who came, from the least to the best, by the API's number. */
export const SCORES = [
	{ code: '1', name: m.learn_score_1 },
	{ code: '2', name: m.learn_score_2 },
	{ code: '3', name: m.learn_score_3 },
	{ code: '4', name: m.learn_score_4 },
	{ code: '5', name: m.learn_score_5 }
] as const;
