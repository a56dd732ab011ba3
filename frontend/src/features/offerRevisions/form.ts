/** Between the content of an offer as the API has it and the fields of its form, where every text and number is typed. */
import type { OfferDraft } from '#api/types.ts';
import type { ContactRow } from '#lib/forms/contacts.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

/** Fields of plain text. */
export const TEXTS = [
	'title',
	'summary',
	'description',
	'goals',
	'category',
	'accessNote',
	'conditions',
	'contraindications',
	'costNote',
	'transportNote',
	'source',
	'sourceUrl'
] as const;

/** Fields with several codes; the list of codes has the name of the field. */
export const LISTS = [
	'addressees',
	'levels',
	'tracks',
	'themes',
	'aims',
	'modes',
	'attendanceStatuses',
	'languages',
	'accessibilityFeatures',
	'transports',
	'methods',
	'accreditations',
	'accessRoutes'
] as const;

/** Availabilities in which one waits. */
export const WAITING: readonly string[] = ['limited', 'waitingList'];

const AGES = { least: 0, most: 25 };
const WEEKS = { least: 0, most: 520 };
const HALF_DAYS = { least: 1, most: 14 };
const PLACES = { least: 0, most: 100_000 };

type Text = (typeof TEXTS)[number];
type List = (typeof LISTS)[number];

/** A location of the offer, with the ages that it takes there when they differ. */
export interface FormPlace {
	id: string;
	ageMin: string;
	ageMax: string;
}

/** The fields of the form. */
export type OfferForm = Record<Text, string> &
	Record<List, string[]> & {
		cost: string;
		outOfSchool: boolean;
		ageMin: string;
		ageMax: string;
		capacity: string;
		weeksMin: string;
		weeksMax: string;
		asLongAsNeeded: boolean;
		halfDaysPerWeek: string;
		availability: string;
		waitingWeeks: string;
		scope: string;
		rules: string[];
		regions: string[];
		municipalities: string[];
		locations: FormPlace[];
		providers: string[];
		contacts: ContactRow[];
		/** What the form does not show. */
		kept: { verifiedOn?: string; reviewDue?: string; checkedOn?: string };
	};

function typed(value: number | undefined): string {
	return value === undefined ? '' : String(value);
}

/** The form of a content. */
export function formOf(content: OfferDraft): OfferForm {
	const { availability, duration, intensity, catchment } = content;
	const texts = Object.fromEntries(TEXTS.map((name) => [name, content[name] ?? ''])) as Record<Text, string>;
	const lists = Object.fromEntries(LISTS.map((name) => [name, [...content[name]]])) as Record<List, string[]>;
	return {
		...texts,
		...lists,
		cost: content.cost,
		outOfSchool: content.outOfSchool,
		ageMin: typed(content.ageMin),
		ageMax: typed(content.ageMax),
		capacity: typed(content.capacity),
		weeksMin: typed(duration.weeksMin),
		weeksMax: typed(duration.weeksMax),
		asLongAsNeeded: duration.asLongAsNeeded,
		halfDaysPerWeek: typed(intensity.halfDaysPerWeek),
		availability: availability.status,
		waitingWeeks: typed(availability.waitingWeeks),
		scope: catchment.scope ?? '',
		rules: [...catchment.rules],
		regions: [...catchment.regions],
		municipalities: catchment.municipalities.map(({ nisCode }) => nisCode),
		locations: content.locations.map(({ id, ageMin, ageMax }) => ({
			id,
			ageMin: typed(ageMin),
			ageMax: typed(ageMax)
		})),
		providers: content.providers.map(({ id }) => id),
		contacts: content.contacts.map(({ kind, value, label = '', visibility }) => ({
			kind,
			value,
			label,
			visibility
		})),
		kept: {
			verifiedOn: content.verifiedOn,
			reviewDue: content.reviewDue,
			checkedOn: availability.checkedOn
		}
	};
}

/** The number that was typed; none for anything else. */
function numberOf(text: string, { least, most }: typeof AGES): number | undefined {
	if (!/^\d{1,6}$/.test(text.trim())) return undefined;
	const value = Number(text);
	return value >= least && value <= most ? value : undefined;
}

/** The content that a form stands for. A number that is none yet is left out until it is. */
export function contentOf(form: OfferForm): OfferDraft {
	const texts = Object.fromEntries(TEXTS.map((name) => [name, form[name].trim() ? form[name] : undefined]));
	const lists = Object.fromEntries(LISTS.map((name) => [name, [...form[name]]])) as Record<List, string[]>;
	const waits = WAITING.includes(form.availability);
	return {
		...texts,
		...lists,
		cost: form.cost,
		outOfSchool: form.outOfSchool,
		ageMin: numberOf(form.ageMin, AGES),
		ageMax: numberOf(form.ageMax, AGES),
		capacity: numberOf(form.capacity, PLACES),
		duration: {
			weeksMin: numberOf(form.weeksMin, WEEKS),
			weeksMax: numberOf(form.weeksMax, WEEKS),
			asLongAsNeeded: form.asLongAsNeeded
		},
		intensity: { halfDaysPerWeek: numberOf(form.halfDaysPerWeek, HALF_DAYS) },
		availability: {
			status: form.availability,
			waitingWeeks: waits ? numberOf(form.waitingWeeks, WEEKS) : undefined,
			checkedOn: form.kept.checkedOn
		},
		catchment: {
			scope: (form.scope || undefined) as OfferDraft['catchment']['scope'],
			rules: [...form.rules],
			// What belongs to another kind of area is kept in the form, for who chooses that again.
			regions: form.scope === 'regions' ? [...form.regions].sort() : [],
			municipalities:
				form.scope === 'municipalities' ? [...form.municipalities].sort().map((nisCode) => ({ nisCode })) : []
		},
		locations: form.locations.map(({ id, ageMin, ageMax }) => ({
			id,
			ageMin: numberOf(ageMin, AGES),
			ageMax: numberOf(ageMax, AGES)
		})),
		providers: form.providers.map((id) => ({ id })),
		contacts: form.contacts.map(({ kind, value, label, visibility }) => ({
			kind,
			value,
			label: label.trim() ? label : undefined,
			visibility
		})),
		verifiedOn: form.kept.verifiedOn,
		reviewDue: form.kept.reviewDue
	};
}

/** The numbers of the form that are none, or too small or too great: they are not saved. */
export function faultsInNumbers(form: OfferForm): Fault[] {
	const numbers: [field: string, text: string, bounds: typeof AGES][] = [
		['ageMin', form.ageMin, AGES],
		['ageMax', form.ageMax, AGES],
		['capacity', form.capacity, PLACES],
		['duration.weeksMin', form.weeksMin, WEEKS],
		['duration.weeksMax', form.weeksMax, WEEKS],
		['intensity.halfDaysPerWeek', form.halfDaysPerWeek, HALF_DAYS],
		['availability.waitingWeeks', form.waitingWeeks, WEEKS],
		...form.locations.flatMap(({ ageMin, ageMax }, index): [string, string, typeof AGES][] => [
			[`locations.${index}.ageMin`, ageMin, AGES],
			[`locations.${index}.ageMax`, ageMax, AGES]
		])
	];
	return numbers
		.filter(([, text, bounds]) => text.trim() !== '' && numberOf(text, bounds) === undefined)
		.map(([field, , bounds]) => ({ field, text: m.edit_fault_number(bounds) }));
}

/** The parts of the form, and what is needed in each before it can be published. */
export const STEPS = ['what', 'whom', 'where', 'way', 'course', 'givers'] as const;
export type Step = (typeof STEPS)[number];

/** Whether what is needed in each part of the form is there. What is wrong with it the API tells. */
export function stepsDone(form: OfferForm): Record<Step, boolean> {
	const areaNamed =
		form.scope === 'flanders' || (form.scope === 'regions' ? form.regions : form.municipalities).length > 0;
	return {
		what: [form.title, form.summary, form.description, form.category].every((text) => text.trim() !== ''),
		whom: form.addressees.length > 0,
		where: form.scope !== '' && areaNamed && form.rules.length > 0,
		way:
			form.accessRoutes.length > 0 &&
			form.contacts.some((one) => one.visibility === 'public' && one.value.trim()),
		course: form.modes.length > 0 || form.aims.length > 0,
		givers: form.providers.length > 0
	};
}
