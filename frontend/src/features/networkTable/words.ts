/** How a meeting stands and who takes part, in words. */
import type { MeetingItem, NetworkMember } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Moment = Pick<MeetingItem, 'status' | 'startsAt' | 'endsAt'>;

/** Whether people are still expected. */
export function isToCome({ status, endsAt }: Moment): boolean {
	return status === 'planned' && Date.parse(endsAt) > Date.now();
}

/** Whether there is something to note down: it began, and took place. */
export function hasBegun({ status, startsAt }: Moment): boolean {
	return status !== 'cancelled' && Date.parse(startsAt) <= Date.now();
}

export interface Standing {
	text: string;
	tone: 'plain' | 'good' | 'attention' | 'bad';
}

export function standingOf(meeting: Moment): Standing {
	if (meeting.status === 'cancelled') return { text: m.meet_cancelled(), tone: 'bad' };
	if (meeting.status === 'held') return { text: m.meet_held(), tone: 'good' };
	if (isToCome(meeting)) return { text: m.meet_planned(), tone: 'plain' };
	return { text: m.meet_to_note(), tone: 'attention' };
}

/** `4 van 6 waren er` of what was noted; of what is to come, how many are expected. */
export function countOf({ status, expected, attended }: MeetingItem): string {
	return status === 'held'
		? m.meet_attended({ count: attended, expected })
		: m.meet_expected({ count: expected });
}

/** `De Krook, Gent`, or that it is online. */
export function placeOf({ place, onlineUrl }: Pick<MeetingItem, 'place' | 'onlineUrl'>): string {
	if (!onlineUrl) return place ?? '';
	return place ? m.learn_also_online({ place }) : m.learn_online();
}

/** `CLB Gent, Directie` */
export function nameOfMember({ organization, post }: Pick<NetworkMember, 'organization' | 'post'>): string {
	return [organization?.name, post].filter(Boolean).join(', ');
}
