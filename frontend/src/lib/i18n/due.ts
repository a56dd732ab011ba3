import { m } from '#lib/paraglide/messages.js';
import { dayOf } from './format';
import { formatFromToday } from './days';

const DAY_MS = 24 * 3600 * 1000;

/** How it stands with a day by which something is to be done. */
export interface Due {
	/** `3 dagen te laat`, `vandaag`, `over 2 weken` */
	text: string;
	status: 'late' | 'today' | 'ahead';
}

/** A day (`yyyy-MM-dd`) by which something is to be done, in words. */
export function dueOf(day: string, today: string = dayOf(new Date())): Due {
	const late = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
	if (late > 0) return { text: m.due_late({ count: late }), status: 'late' };
	return { text: formatFromToday(day, today), status: late === 0 ? 'today' : 'ahead' };
}
