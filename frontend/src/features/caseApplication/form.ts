/** Between an application as the API has it and the fields of its form, where every text and number is typed. */
import type { Case } from '#api/types.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Confirmation } from '#lib/sensitive/spots.ts';

/** Fields with one code each, or a day. */
export const CHOICES = [
	'region',
	'sector',
	'wanted',
	'urgency',
	'domicile',
	'residence',
	'school',
	'clb',
	'ageBand',
	'level',
	'track',
	'report',
	'schooling',
	'schoolingSince',
	'absence',
	'consent'
] as const;

/** Where the youngster belongs: a region may take the case in when any of these lies in it. */
export const PLACES = ['domicile', 'residence', 'school', 'clb'] as const;

/** Fields with several codes. */
export const LISTS = ['themes', 'lifeDomains', 'blockageReasons', 'missingOffers', 'services'] as const;

/** Fields of free text. */
export const TEXTS = ['blocked', 'hopedFor', 'wantedByYoungster', 'strengths', 'otherSideView'] as const;

const CONTACT = ['name', 'function', 'organization', 'phone', 'email'] as const;

type Name =
	| (typeof CHOICES)[number]
	| (typeof LISTS)[number]
	| (typeof TEXTS)[number]
	| 'summary'
	| 'birthYear'
	| 'tried'
	| 'contact'
	| 'confirmations';

/** What an application says, as the API has it. */
export type Application = Pick<Case, Name>;

/** The fields of the form. */
export type ApplicationForm = Record<(typeof CHOICES)[number], string> &
	Record<(typeof LISTS)[number], string[]> &
	Record<(typeof TEXTS)[number], string> & {
		summary: string;
		birthYear: string;
		tried: { what: string; result: string }[];
		contact: Record<(typeof CONTACT)[number], string>;
		confirmations: Confirmation[];
	};

const OLDEST_YEAR = 1990;
const TWELVE = 12;

function each<Name extends string, Value>(
	names: readonly Name[],
	value: (name: Name) => Value
): Record<Name, Value> {
	return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}

/** There is always a row to begin with. */
function rowsOf(tried: Application['tried']): ApplicationForm['tried'] {
	const rows = tried.map(({ what, result = '' }) => ({ what, result }));
	return rows.length > 0 ? rows : [{ what: '', result: '' }];
}

/** The form of an application. */
export function formOf(said: Application): ApplicationForm {
	return {
		...each(CHOICES, (name) => said[name] ?? ''),
		...each(LISTS, (name) => [...said[name]]),
		...each(TEXTS, (name) => said[name] ?? ''),
		summary: said.summary ?? '',
		birthYear: said.birthYear === undefined ? '' : String(said.birthYear),
		tried: rowsOf(said.tried),
		contact: each(CONTACT, (name) => said.contact?.[name] ?? ''),
		confirmations: said.confirmations.map((one) => ({ ...one }))
	};
}

/** The year that was typed; none for anything else. */
export function yearOf(text: string, now = new Date()): number | undefined {
	const year = /^\d{4}$/.test(text.trim()) ? Number(text) : 0;
	return year >= OLDEST_YEAR && year <= now.getFullYear() ? year : undefined;
}

/** From the year in which somebody turns 12 they count as 12 and over. */
export function bandOf(year: number, now = new Date()): 'under12' | 'over12' {
	return now.getFullYear() - year < TWELVE ? 'under12' : 'over12';
}

/** The API takes texts without the blanks around them, and lines with single blanks inside: so what was saved stays the same. */
const textOf = (text: string) => text.trim() || undefined;
const lineOf = (text: string) => text.trim().split(/\s+/).join(' ') || undefined;

const isEmail = (text: string) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);
const isPhone = (text: string) => /^\+?[0-9][0-9 ./()-]{4,28}[0-9]$/.test(text);

function contactOf({ name, function: post, organization, phone, email }: ApplicationForm['contact']) {
	const mail = email.trim().toLowerCase();
	const number = lineOf(phone) ?? '';
	const contact = {
		name: lineOf(name),
		function: lineOf(post),
		organization: lineOf(organization),
		phone: isPhone(number) ? number : undefined,
		email: isEmail(mail) ? mail : undefined
	};
	return Object.values(contact).some(Boolean) ? contact : undefined;
}

/** The application that a form stands for. A number or an address that is none yet is left out until it is. */
export function applicationOf(form: ApplicationForm): Application {
	const birthYear = yearOf(form.birthYear);
	return {
		...(each(CHOICES, (name) => form[name] || undefined) as Application),
		...each(LISTS, (name) => [...form[name]]),
		...each(TEXTS, (name) => textOf(form[name])),
		summary: lineOf(form.summary),
		birthYear,
		ageBand: birthYear ? bandOf(birthYear) : (form.ageBand as Application['ageBand']) || undefined,
		tried: form.tried.flatMap(({ what, result }) => {
			const line = lineOf(what);
			return line ? [{ what: line, result: lineOf(result) }] : [];
		}),
		contact: contactOf(form.contact),
		confirmations: form.confirmations.map((one) => ({ ...one }))
	};
}

function wrong(field: string, is: boolean, text: string): Fault[] {
	return is ? [{ field, text }] : [];
}

/** What was typed and cannot be taken as it is. */
export function faultsIn({ birthYear, contact, tried }: ApplicationForm): Fault[] {
	const { email, phone } = contact;
	return [
		...wrong('birthYear', birthYear.trim() !== '' && yearOf(birthYear) === undefined, m.apply_fault_year()),
		...wrong('contact.email', email.trim() !== '' && !isEmail(email.trim()), m.fault_email()),
		...wrong('contact.phone', phone.trim() !== '' && !isPhone(phone.trim()), m.apply_fault_phone()),
		...tried.flatMap(({ what, result }, index) =>
			wrong(`tried.${index}.what`, !what.trim() && result.trim() !== '', m.apply_fault_tried_what())
		)
	];
}

/** The parts of the form, in the order in which a professional tells it. */
export const PARTS = [
	'places',
	'asked',
	'youngster',
	'stuck',
	'tried',
	'hope',
	'around',
	'contact',
	'side'
] as const;
export type Part = (typeof PARTS)[number];

/**
 * Whether each part has all that is needed before it can be handed in.
 *
 * @param confirmed whether the other side has confirmed
 */
export function partsDone(form: ApplicationForm, confirmed: boolean): Record<Part, boolean> {
	const said = (...names: ('summary' | (typeof TEXTS)[number] | (typeof CHOICES)[number])[]) =>
		names.every((name) => form[name].trim() !== '');
	const { contact } = form;
	return {
		places: PLACES.some((name) => form[name]) && said('region'),
		asked: said('wanted', 'urgency'),
		youngster:
			(yearOf(form.birthYear) !== undefined || form.ageBand !== '') && said('level') && said('schooling'),
		stuck: said('summary', 'blocked') && form.blockageReasons.length > 0 && form.themes.length > 0,
		tried: form.tried.some(({ what }) => what.trim() !== ''),
		hope: said('hopedFor'),
		around: said('consent'),
		contact:
			said('sector') && contact.name.trim() !== '' && (isEmail(contact.email.trim()) || contact.phone !== ''),
		side: confirmed
	};
}
