import type { Question } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Outcome = Question['outcome'];

const OUTCOMES: Record<Outcome, () => string> = {
	open: m.asked_open,
	answered: m.asked_answered,
	unmet: m.asked_unmet
};

/** What may have become of a question. */
export const outcomes = () =>
	(Object.keys(OUTCOMES) as Outcome[]).map((code) => ({ code, name: OUTCOMES[code]() }));

export function outcomeName(outcome: Outcome): string {
	return OUTCOMES[outcome]();
}
