import type { Case, CaseOffer } from '#api/types.ts';
import { needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { clockAt, instantAt } from '#lib/i18n/days.ts';
import { m } from '#lib/paraglide/messages.js';
import type { StepName } from './api';

/** A field of a step: a text that is checked, a line, a moment, or an outcome. */
export interface StepField {
	name: string;
	kind: 'text' | 'line' | 'moment' | 'outcome';
	label: () => string;
	hint?: () => string;
	/** What it says when it is left out; without one it may be. */
	missing?: () => string;
	rows?: number;
	most?: number;
}

const reason = (hint: () => string): StepField => ({
	name: 'reason',
	kind: 'text',
	label: m.work_reason,
	hint,
	missing: m.work_fault_reason
});

const NOTE: StepField = { name: 'note', kind: 'text', label: m.work_note, hint: m.work_note_hint, rows: 3 };

/** What has to be said before a consult is planned that only one side asked for. */
const ADMISSION: StepField = {
	name: 'admissionReason',
	kind: 'text',
	label: m.work_admission,
	hint: m.work_admission_hint,
	missing: m.work_fault_admission,
	rows: 3
};

const FIELDS: Record<StepName, readonly StepField[]> = {
	submissions: [],
	screenings: [],
	completionRequests: [
		{
			name: 'question',
			kind: 'text',
			label: m.work_question,
			hint: m.work_question_hint,
			missing: m.work_fault_question
		}
	],
	consultPlans: [{ name: 'consultAt', kind: 'moment', label: m.work_when, missing: m.work_fault_when }, NOTE],
	consults: [
		{
			name: 'advice',
			kind: 'text',
			label: m.work_advice,
			hint: m.work_advice_hint,
			missing: m.work_fault_advice,
			rows: 8
		}
	],
	feedbacks: [
		{
			name: 'feedback',
			kind: 'text',
			label: m.work_feedback,
			hint: m.work_feedback_hint,
			missing: m.work_fault_feedback,
			rows: 12
		}
	],
	closures: [
		{ name: 'outcome', kind: 'outcome', label: m.work_outcome, missing: m.work_fault_outcome },
		NOTE
	],
	referrals: [
		{ name: 'referredTo', kind: 'line', label: m.work_service, missing: m.work_fault_service, most: 200 },
		reason(m.work_referral_hint)
	],
	refusals: [reason(m.work_refusal_hint)],
	withdrawals: [{ name: 'reason', kind: 'text', label: m.work_reason_optional, rows: 3 }],
	reopenings: [reason(m.work_reopening_hint)]
};

/** The fields that a step asks for at this case. */
export function fieldsOf(step: StepName, { confirmedAt, admissionReason }: Case): readonly StepField[] {
	const oneSided = step === 'consultPlans' && !confirmedAt && !admissionReason;
	return oneSided ? [ADMISSION, ...FIELDS[step]] : FIELDS[step];
}

/** What the fields hold before anything is typed. */
export function startOf(step: StepName, item: Case, offers: readonly CaseOffer[]): Record<string, string> {
	if (step === 'feedbacks') return { feedback: proposedFeedback(item.advice, offers) };
	if (step === 'consults' && item.advice) return { advice: item.advice };
	if (step === 'consultPlans') {
		const [day, time] = item.consultAt ? clockAt(item.consultAt) : ['', '10:00'];
		return { 'consultAt.day': day, 'consultAt.time': time };
	}
	return {};
}

/** The advice and the offers that were put forward, as a text to write on. */
export function proposedFeedback(advice: string | undefined, offers: readonly CaseOffer[]): string {
	const lines = offers.map(({ title, note }) => (note ? `- ${title}: ${note}` : `- ${title}`));
	const offered = lines.length > 0 ? [m.work_feedback_offers(), ...lines].join('\n') : '';
	return [advice ?? '', offered].filter(Boolean).join('\n\n');
}

/** What is still missing. */
export function missingIn(fields: readonly StepField[], values: Readonly<Record<string, string>>): Fault[] {
	return fields.flatMap(({ name, kind, missing }) => {
		if (!missing) return [];
		if (kind !== 'moment') return needed(name, values[name] ?? '', missing());
		const whole = values[`${name}.day`] && values[`${name}.time`];
		return needed(name, whole ? 'whole' : '', missing());
	});
}

/** What the API is told. What was left out stays out. */
export function saidIn(
	fields: readonly StepField[],
	values: Readonly<Record<string, string>>
): Record<string, string> {
	const said = fields.map(({ name, kind }) => {
		if (kind !== 'moment') return [name, (values[name] ?? '').trim()];
		const [day, time] = [values[`${name}.day`], values[`${name}.time`]];
		return [name, day && time ? instantAt(day, time) : ''];
	});
	return Object.fromEntries(said.filter(([name, value]) => value && name !== ADMISSION.name));
}
