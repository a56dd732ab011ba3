/** How a session stands for who keeps it, in words. */
import { placeOf, standingOf } from '#api/sessionWords.ts';
import type { LearningSession } from '#api/types.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** `De Krook, Gent`, that it is online, or that it is not known yet. */
export function whereOf(session: LearningSession): string {
	return placeOf(session) || m.organize_no_place();
}

/** `20 plaatsen`, or that there is no bound. */
export function capacityOf({ places: { capacity } }: Pick<LearningSession, 'places'>): string {
	if (capacity === undefined) return m.organize_no_bound();
	return m.organize_capacity_count({ count: capacity, shown: formatNumber(capacity) });
}

export function isOver({ endsAt }: Pick<LearningSession, 'endsAt'>, now: Date = new Date()): boolean {
	return new Date(endsAt) <= now;
}

/** Whether it takes place, whether it is over, and as long as it is to come, whether there is room. */
export function stateOf(
	session: LearningSession,
	now: Date = new Date()
): Pick<ReturnType<typeof standingOf>, 'text' | 'tone'> {
	if (session.status === 'planned' && isOver(session, now)) return { text: m.organize_over(), tone: 'plain' };
	return standingOf(session);
}
