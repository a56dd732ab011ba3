import { faultsOf } from '#api/faults.ts';
import { ApiFailure } from '#api/problem.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import { TITLES, titleOf } from './words';

/** What is to be done about a field before the application can be handed in. */
const TEXTS: Record<string, () => string> = {
	region: m.apply_fault_region,
	domicile: m.apply_fault_places,
	wanted: m.apply_fault_wanted,
	urgency: m.apply_fault_urgency,
	birthYear: m.apply_fault_age,
	level: m.apply_fault_level,
	schooling: m.apply_fault_schooling,
	summary: m.apply_fault_summary,
	blocked: m.apply_fault_blocked,
	blockageReasons: m.apply_fault_blockage_reasons,
	themes: m.apply_fault_themes,
	tried: m.apply_fault_tried,
	hopedFor: m.apply_fault_hoped_for,
	consent: m.apply_fault_consent,
	sector: m.apply_fault_sector,
	contact: m.apply_fault_contact
};

/** The field of the form that stands for a field of the API with several parts. */
const FIELDS: Record<string, string> = { contact: 'contact.name', tried: 'tried.0.what' };

const SENSITIVE = ':sensitiveText';

function asFault(type: string, name: string): Fault {
	const part = name.split('.')[0] ?? '';
	if (type.endsWith(SENSITIVE))
		return { field: name, text: m.apply_fault_sensitive({ field: titleOf(part) }) };
	return { field: FIELDS[name] ?? name, text: (TEXTS[name] ?? m.fault_input)() };
}

const ORDER = Object.keys(TITLES);
const placeOf = ({ field = '' }: Fault) => ORDER.indexOf(field.split('.')[0] ?? '');

/** What stands in the way of an application, each field once, in the order of the form. */
export function faultsOfApplication(failure: unknown): Fault[] {
	if (!(failure instanceof ApiFailure)) return faultsOf(failure);
	const named = (failure.problem.issues ?? []).filter(({ name }) => name);
	if (named.length === 0) return faultsOf(failure);
	const faults = named.map(({ type = '', name = '' }) => asFault(type, name));
	return faults
		.filter(({ field }, index) => faults.findIndex((other) => other.field === field) === index)
		.sort((one, other) => placeOf(one) - placeOf(other));
}

/** The same of one text that is sent by itself: a message, a reason. */
export function faultsOfWords(failure: unknown): Fault[] {
	if (!(failure instanceof ApiFailure && failure.problem.type?.endsWith(SENSITIVE))) return faultsOf(failure);
	const field = failure.problem.issues?.[0]?.name;
	return [{ field, text: m.apply_fault_sensitive_words() }];
}
