import { faultsOf } from '#api/faults.ts';
import { ApiFailure } from '#api/problem.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is to be done about a field, by its name. */
const TEXTS: Record<string, () => string> = {
	admissionReason: m.work_fault_admission,
	advice: m.work_fault_advice,
	assignee: m.work_fault_assignee,
	blocked: m.apply_fault_blocked,
	consultAt: m.work_fault_when,
	contact: m.apply_fault_contact,
	domicile: m.apply_fault_places,
	email: m.work_fault_expert,
	feedback: m.work_fault_feedback,
	outcome: m.work_fault_outcome,
	question: m.work_fault_question,
	reason: m.work_fault_reason,
	referredTo: m.work_fault_service,
	region: m.work_fault_region,
	summary: m.apply_fault_summary,
	text: m.work_fault_text,
	urgency: m.apply_fault_urgency,
	validUntil: m.work_fault_until
};

/** What stands in the way, each field once, in words. */
export function faultsAtCase(failure: unknown): Fault[] {
	const issues = failure instanceof ApiFailure ? (failure.problem.issues ?? []) : [];
	const named = issues.filter(({ name }) => name);
	if (named.length === 0) return faultsOf(failure);
	const faults = named.map(({ type = '', name = '' }): Fault => {
		if (type.endsWith(':sensitiveText')) return { field: name, text: m.work_fault_sensitive() };
		return { field: name, text: (TEXTS[name] ?? m.fault_input)() };
	});
	return faults.filter(({ field }, index) => faults.findIndex((other) => other.field === field) === index);
}
