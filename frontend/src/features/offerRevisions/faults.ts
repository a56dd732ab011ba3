import { faultsOf } from '#api/faults.ts';
import { ApiFailure } from '#api/problem.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is to be done about a field that cannot be published as it is; `*` is the number of a part. */
const TEXTS: Record<string, () => string> = {
	title: m.edit_fault_title,
	summary: m.edit_fault_summary,
	description: m.edit_fault_description,
	category: m.edit_fault_category,
	addressees: m.edit_fault_addressees,
	accessRoutes: m.edit_fault_access_routes,
	providers: m.edit_fault_providers,
	contacts: m.edit_fault_contacts,
	'contacts.*.value': m.edit_fault_contact,
	'catchment.scope': m.edit_fault_scope,
	'catchment.rules': m.edit_fault_rules,
	'catchment.regions': m.edit_fault_regions,
	'catchment.municipalities': m.edit_fault_municipalities,
	ageMax: m.edit_fault_ages,
	'locations.*.ageMax': m.edit_fault_ages,
	'locations.*': m.edit_fault_location,
	'duration.weeksMax': m.edit_fault_weeks,
	'availability.waitingWeeks': m.edit_fault_waiting,
	sourceUrl: m.edit_fault_url
};

function asFault(name: string, detail: string): Fault {
	const field = name.replace(/^content\./, '');
	const text = TEXTS[field.replace(/\.\d+/g, '.*')];
	return { field, text: (detail.startsWith('HTML') ? m.edit_fault_markup : (text ?? m.fault_input))() };
}

/** What stands in the way of a proposal, each by the name of its field in the form, once. */
export function faultsOfProposal(failure: unknown): Fault[] {
	if (!(failure instanceof ApiFailure)) return faultsOf(failure);
	if (failure.problem.type?.endsWith(':liveRecordChanged')) return [{ text: m.edit_live_changed() }];
	const issues = failure.problem.issues ?? [];
	const faults = issues
		.filter(({ name }) => name?.startsWith('content.'))
		.map(({ name = '', detail = '' }) => asFault(name, detail));
	if (faults.length === 0) return faultsOf(failure);
	return faults.filter((one, index) => faults.findIndex((other) => other.field === one.field) === index);
}
