import { m } from '#lib/paraglide/messages.js';

/** What somebody brings back who signed in elsewhere: a session that only has to be renewed, or the ticket for a code. */
export type Brought = { signedIn: true } | { ticket: string; enrolled: boolean };

/** Reads what stood after the # of the address; nothing when it is none of both. */
export function broughtBack(fragment: string): Brought | undefined {
	if (fragment === 'signedIn') return { signedIn: true };
	const parts = new URLSearchParams(fragment);
	const ticket = parts.get('ticket');
	return ticket ? { ticket, enrolled: parts.get('enrolled') === 'true' } : undefined;
}

const REFUSALS: Record<string, () => string> = {
	accessDenied: m.elsewhere_denied,
	addressTaken: m.elsewhere_address_taken,
	expired: m.elsewhere_expired,
	noAccess: m.elsewhere_no_access,
	noAddress: m.elsewhere_no_address,
	tooManyTries: m.fault_too_many
};

/** Why signing in elsewhere did not succeed, by the code in the address. */
export function refusalText(code: string | null): string | undefined {
	return code === null ? undefined : (REFUSALS[code] ?? m.elsewhere_failed)();
}
