import { auth } from '#api/auth.ts';
import { read, succeed } from '#api/client.ts';
import { loadConfig } from '#api/config.ts';
import type { Enrollment, LinkState, SignInAnswer } from '#api/types.ts';

/** The first step: in, or one step further. */
export function signIn(email: string, password: string): Promise<SignInAnswer> {
	return read(auth.POST('/auth/signIns', { body: { email: email.trim(), password } }));
}

/** What an authenticator app needs, for somebody who has to set one up before going on. */
export function beginSecondFactor(ticket: string): Promise<Enrollment> {
	return read(auth.POST('/auth/secondFactorEnrollments', { body: { ticket } }));
}

/** Where the browser goes to sign in elsewhere, if this installation knows such a place; it comes back to the page `next`. */
export async function wayElsewhere(next: string): Promise<string | undefined> {
	const { openIdConnect } = await read(auth.GET('/auth/methods'));
	const { apiBaseUrl } = await loadConfig();
	const query = new URLSearchParams({ returnTo: next });
	return openIdConnect ? `${apiBaseUrl}/auth/openIdConnect/authorizations?${query}` : undefined;
}

/** The second step: a code of the app, or a recovery code. */
export function giveCode(ticket: string, code: string): Promise<SignInAnswer> {
	return read(auth.POST('/auth/secondFactors', { body: { ticket, code: code.trim() } }));
}

/** Has a link mailed; the answer does not tell whether there is such an account. */
export async function requestPasswordReset(email: string): Promise<void> {
	await succeed(auth.POST('/auth/passwordResetRequests', { body: { email: email.trim() } }));
}

/** What a mailed link is for, and for whom. */
export function checkLink(token: string): Promise<LinkState> {
	return read(auth.POST('/auth/linkChecks', { body: { token } }));
}

/** Chooses a password through a mailed link; with the own name when an invitation is accepted. */
export async function choosePassword(token: string, password: string, name?: string): Promise<void> {
	await succeed(auth.POST('/auth/passwordChoices', { body: { token, password, name: name?.trim() } }));
}
