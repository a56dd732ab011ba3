import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import { ApiFailure, type FailureKind } from './problem';

const KINDS: Record<FailureKind, () => string> = {
	offline: m.fault_offline,
	signedOut: m.fault_signed_out,
	forbidden: m.fault_forbidden,
	notFound: m.fault_gone,
	badRequest: m.fault_bad_request,
	server: m.fault_server
};

/** The last part of a problem's `type` says what happened; see the API's document. */
const TYPES: Record<string, () => Fault> = {
	signInFailed: () => ({ text: m.fault_sign_in() }),
	codeRefused: () => ({ field: 'code', text: m.fault_code() }),
	linkSpent: () => ({ text: m.link_spent_text() }),
	preconditionFailed: () => ({ text: m.fault_changed() }),
	alreadyExists: () => ({ text: m.fault_already_exists() }),
	alreadyDone: () => ({ text: m.fault_already_done() }),
	lastAdministrator: () => ({ text: m.fault_last_administrator() })
};

/** Why a new password is not taken; the API puts the code at the end of the detail. */
const WEAKNESSES: Record<string, () => string> = {
	tooShort: () => m.fault_too_short({ least: SHORTEST_PASSWORD }),
	tooLong: () => m.fault_too_long({ most: LONGEST_PASSWORD }),
	tooCommon: m.fault_too_common,
	containsOwnWord: m.fault_own_word
};

/** What an input that was understood but not right means, by its name. */
const WRONG: Record<string, () => string> = {
	code: m.fault_code,
	current: m.fault_password,
	password: m.fault_password
};

function lastPart(type: string | undefined): string {
	return type?.split(':').at(-1) ?? '';
}

function tooMany(seconds: number | undefined): string {
	if (seconds === undefined) return m.fault_too_many();
	const minutes = Math.ceil(seconds / 60);
	return m.fault_too_many_wait({ count: minutes });
}

/** What a form says of a failure, in words of ours: beside the fields that the API names, or above the form. */
export function faultsOf(failure: unknown): Fault[] {
	if (!(failure instanceof ApiFailure)) return [{ text: m.fault_server() }];
	if (failure.status === 429) return [{ text: tooMany(failure.waitSeconds) }];
	const known = TYPES[lastPart(failure.problem.type)];
	if (known) return [known()];
	const issues = (failure.problem.issues ?? []).map(({ type, detail, name = '' }): Fault => {
		const weakness = WEAKNESSES[/\((\w+)\)$/.exec(detail ?? '')?.[1] ?? ''];
		const wrong = lastPart(type) === 'invalidInput' ? WRONG[name] : undefined;
		return { field: name || undefined, text: (weakness ?? wrong ?? m.fault_input)() };
	});
	return issues.length > 0 ? issues : [{ text: KINDS[failure.kind]() }];
}
