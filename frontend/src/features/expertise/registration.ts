import type { RegistrationInput } from '#api/types.ts';
import { emailNeeded, needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

/** The form as it stands. */
export interface Draft {
	name: string;
	email: string;
	organization: string;
	sector: string;
}

/** A form in which nothing was filled in yet. */
export function emptyDraft(): Draft {
	return { name: '', email: '', organization: '', sector: '' };
}

/** What is still wrong with it, in the order of the page. */
export function faultsIn({ name, email }: Draft): Fault[] {
	return [...needed('name', name, m.fault_name()), ...emailNeeded('email', email)];
}

/** The registration as the API takes it: what was left open is left out. */
export function asRegistration({ name, email, organization, sector }: Draft): RegistrationInput {
	return {
		name: name.trim(),
		email: email.trim(),
		...(organization.trim() ? { organization: organization.trim() } : {}),
		...(sector ? { sector } : {})
	};
}

/** The secret in what stands after the # of a mailed link. */
export function tokenIn(fragment: string): string {
	return new URLSearchParams(fragment).get('token') ?? '';
}
