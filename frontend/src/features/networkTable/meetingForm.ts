/** Between a meeting as the API has it and the fields of its form: its times are those of a clock in Brussels. */
import type { Meeting } from '#api/types.ts';
import { needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { addDays, clockAt, instantAt } from '#lib/i18n/days.ts';
import { m } from '#lib/paraglide/messages.js';

export interface MeetingForm {
	title: string;
	day: string;
	from: string;
	until: string;
	/** How many days after its first day it ends. */
	nights: number;
	place: string;
	onlineUrl: string;
	agenda: string;
}

/** What a form says of a meeting; what is not filled in is not there. */
export type Details = Pick<Meeting, 'title' | 'startsAt' | 'endsAt' | 'place' | 'onlineUrl' | 'agenda'>;

const DAY_MS = 24 * 3600 * 1000;

/** The form of a meeting that nobody has planned yet. */
export function blank(title: string): MeetingForm {
	return { title, day: '', from: '', until: '', nights: 0, place: '', onlineUrl: '', agenda: '' };
}

export function formOf({ title, startsAt, endsAt, place, onlineUrl, agenda }: Details): MeetingForm {
	const [day, from] = clockAt(startsAt);
	const [lastDay, until] = clockAt(endsAt);
	const nights = Math.round((Date.parse(lastDay) - Date.parse(day)) / DAY_MS);
	const texts = { place: place ?? '', onlineUrl: onlineUrl ?? '', agenda: agenda ?? '' };
	return { title, day, from, until, nights, ...texts };
}

export function detailsOf({ title, day, from, until, nights, ...texts }: MeetingForm): Details {
	const said = Object.entries(texts).map(([name, text]) => [name, text.trim()]);
	return {
		title: title.trim(),
		startsAt: instantAt(day, from),
		endsAt: instantAt(addDays(day, nights), until),
		...Object.fromEntries(said.filter(([, text]) => text !== ''))
	};
}

export function faultsIn({ title, day, from, until, nights, onlineUrl }: MeetingForm): Fault[] {
	const faults = [
		...needed('title', title, m.meet_fault_title()),
		...needed('day', day, m.meet_fault_day()),
		...needed('from', from, m.meet_fault_from()),
		...needed('until', until, m.meet_fault_until())
	];
	if (from && until && nights === 0 && until <= from)
		faults.push({ field: 'until', text: m.meet_fault_order() });
	if (onlineUrl.trim() && !/^https?:\/\/\S+$/.test(onlineUrl.trim()))
		faults.push({ field: 'onlineUrl', text: m.edit_fault_url() });
	return faults;
}
