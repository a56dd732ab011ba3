import { faultsOf } from '#api/faults.ts';
import { ApiFailure } from '#api/problem.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

/** Where in a text the API found something; it counts code points from 1, and never repeats the words. */
const SPOT = /from character (\d+) to (\d+)/;

function wordsAt(detail: string, text: string): string {
	const [, from, to] = SPOT.exec(detail) ?? [];
	return [...text].slice(Number(from) - 1, Number(to)).join('');
}

/**
 * What stands in the way of a question.
 *
 * @param textOf the text of a field as it was sent
 */
export function faultsOfQuestion(textOf: (field: string) => string): (failure: unknown) => Fault[] {
	return (failure) => {
		if (!(failure instanceof ApiFailure && failure.problem.type?.endsWith(':sensitiveText')))
			return faultsOf(failure);
		return (failure.problem.issues ?? []).map(({ name: field = '', detail = '' }) => ({
			field,
			text: m.asked_fault_sensitive({ words: wordsAt(detail, textOf(field)) })
		}));
	};
}
