import { faultsOf } from '#api/faults.ts';
import { ApiFailure } from '#api/problem.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import { fieldsOf, type Kind } from './fields';
import { titleOf } from './words';

/** What is to be done about a field that cannot be published as it is; `*` is the number of a part. */
const TEXTS: Record<string, () => string> = {
	'area.scope': m.share_fault_area,
	'area.regions': m.edit_fault_regions,
	'area.municipalities': m.edit_fault_municipalities,
	organization: m.share_fault_organization,
	'contact.email': m.fault_email,
	'contact.phone': m.share_fault_phone,
	'links.*.url': m.edit_fault_url,
	'links.*.label': m.share_fault_link,
	practicedOn: m.share_fault_day,
	'participants.*.name': m.share_fault_participant,
	'participants.*.organization': m.share_fault_organization,
	'participants.*.sector': m.share_fault_sector,
	'milestones.*.title': m.share_fault_milestone,
	'milestones.*.reachedOn': m.share_fault_day,
	'growth.*.schoolYear': m.share_fault_year,
	'growth.*.youngsters': m.share_fault_growth
};

function asFault(kind: Kind, name: string, detail: string): Fault {
	const field = name.replace(/^content\./, '');
	if (detail.startsWith('HTML')) return { field, text: m.edit_fault_markup() };
	const needed = fieldsOf(kind).some((one) => one.name === field && one.needed);
	const text = TEXTS[field.replace(/\.\d+/g, '.*')] ?? m.fault_input;
	return { field, text: needed ? m.share_fault_needed({ field: titleOf(kind, field) }) : text() };
}

/** What stands in the way of a proposal, each by the name of its field in the form, once. */
export function faultsOfProposal(kind: Kind): (failure: unknown) => Fault[] {
	return (failure) => {
		if (!(failure instanceof ApiFailure)) return faultsOf(failure);
		if (failure.problem.type?.endsWith(':liveRecordChanged')) return [{ text: m.edit_live_changed() }];
		const faults = (failure.problem.issues ?? [])
			.filter(({ name }) => name?.startsWith('content.'))
			.map(({ name = '', detail = '' }) => asFault(kind, name, detail));
		if (faults.length === 0) return faultsOf(failure);
		return faults.filter((one, index) => faults.findIndex((other) => other.field === one.field) === index);
	};
}
