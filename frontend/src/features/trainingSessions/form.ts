/** Between a session as the API has it and the fields of its form: its times are those of a clock in Brussels. */
import { faultsOf } from '#api/faults.ts';
import type { LearningSession, SessionInput } from '#api/types.ts';
import { needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import type { Named } from '#lib/forms/named.ts';
import { clockAt, instantAt } from '#lib/i18n/days.ts';
import { m } from '#lib/paraglide/messages.js';

export interface SessionForm {
	day: string;
	from: string;
	/** The day on which it ends, where that is another one. */
	lastDay: string;
	until: string;
	where: string;
	place: string;
	municipality: Named | undefined;
	onlineUrl: string;
	capacity: string;
	registration: string;
	closesOn: string;
	closesAt: string;
	note: string;
}

/** A form in which nothing was filled in yet. */
export function blank(): SessionForm {
	return {
		day: '',
		from: '',
		lastDay: '',
		until: '',
		where: 'place',
		place: '',
		municipality: undefined,
		onlineUrl: '',
		capacity: '',
		registration: 'open',
		closesOn: '',
		closesAt: '',
		note: ''
	};
}

export function formOf(session: LearningSession): SessionForm {
	const { place, municipality, online, places, registration, note = '' } = session;
	const [day, from] = clockAt(session.startsAt);
	const [lastDay, until] = clockAt(session.endsAt);
	const [closesOn, closesAt] = session.registrationUntil ? clockAt(session.registrationUntil) : ['', ''];
	const somewhere = place !== undefined || municipality !== undefined;
	return {
		day,
		from,
		lastDay: lastDay === day ? '' : lastDay,
		until,
		where: online ? (somewhere ? 'both' : 'online') : 'place',
		place: place ?? '',
		municipality: municipality && { id: municipality.nisCode, name: municipality.name },
		onlineUrl: session.onlineUrl ?? '',
		capacity: places.capacity === undefined ? '' : String(places.capacity),
		registration,
		closesOn,
		closesAt,
		note
	};
}

/** The same once more, on a day that is still to be chosen. */
export function againOf(session: LearningSession): SessionForm {
	return { ...formOf(session), day: '', lastDay: '', registration: 'open', closesOn: '', closesAt: '' };
}

const END_OF_DAY = '23:59';

/** The session that a form stands for. A day and the times of it must be there. */
export function inputOf(form: SessionForm): SessionInput {
	const [somewhere, online] = [form.where !== 'online', form.where !== 'place'];
	return {
		startsAt: instantAt(form.day, form.from),
		endsAt: instantAt(form.lastDay || form.day, form.until),
		place: (somewhere && form.place.trim()) || null,
		municipality: (somewhere && form.municipality?.id) || null,
		online,
		onlineUrl: (online && form.onlineUrl.trim()) || null,
		note: form.note.trim() || null,
		capacity: form.capacity.trim() ? Number(form.capacity) : null,
		registration: form.registration as SessionInput['registration'],
		registrationUntil: form.closesOn ? instantAt(form.closesOn, form.closesAt || END_OF_DAY) : null
	};
}

function wrong(field: string, is: boolean, text: string): Fault[] {
	return is ? [{ field, text }] : [];
}

/** What is still wrong with it, in the order of the page. */
export function faultsIn(form: SessionForm): Fault[] {
	const { day, from, until, capacity, closesOn, closesAt, onlineUrl, where } = form;
	const places = Number(capacity);
	const ends = `${form.lastDay || day} ${until}`;
	return [
		...needed('day', day, m.organize_fault_day()),
		...needed('from', from, m.organize_fault_from()),
		...needed('until', until, m.organize_fault_until()),
		...wrong('until', Boolean(day && from && until) && ends <= `${day} ${from}`, m.organize_fault_order()),
		...wrong(
			'onlineUrl',
			where !== 'place' && onlineUrl.trim() !== '' && !/^https?:\/\/\S+$/.test(onlineUrl.trim()),
			m.edit_fault_url()
		),
		...wrong(
			'capacity',
			capacity.trim() !== '' && !(Number.isInteger(places) && places >= 1 && places <= 10_000),
			m.organize_fault_capacity()
		),
		...wrong('closesOn', closesOn === '' && closesAt !== '', m.organize_fault_closes())
	];
}

/** What the API calls a field, and the field of the form that it comes from. */
const FIELDS: Record<string, string> = { startsAt: 'day', endsAt: 'until', registrationUntil: 'closesOn' };

/** What stands in the way of a session, each by the name of its field in the form. */
export function faultsOfSession(failure: unknown): Fault[] {
	return faultsOf(failure).map(({ field, text }) => ({ field: field && (FIELDS[field] ?? field), text }));
}
