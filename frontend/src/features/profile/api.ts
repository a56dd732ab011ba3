import { read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { notePerson } from '#api/session.svelte.ts';
import type { Enrollment, Profile, Session } from '#api/types.ts';

/** The own account, and the tag of the state that was read. */
export interface OwnAccount {
	profile: Profile;
	etag: string;
}

/** Notes what the API says of the account, so that the whole page says the same. */
async function asAccount(answer: Promise<{ data?: Profile; error?: unknown; response: Response }>) {
	const { response } = await answer;
	const profile = await read(answer);
	notePerson(profile);
	return { profile, etag: response.headers.get('etag') ?? '' };
}

export function readAccount(): Promise<OwnAccount> {
	return asAccount(own.GET('/api/v1/profile'));
}

/** Changes what was read under this tag; an ApiFailure of status 412 when it changed meanwhile. */
export function changeAccount(
	etag: string,
	changes: Partial<Pick<Profile, 'name' | 'language'>>
): Promise<OwnAccount> {
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	const params = { header: { 'if-match': etag } };
	return asAccount(own.PATCH('/api/v1/profile', { params, headers, body: changes }));
}

/** Takes another password; everybody who signed in with the old one elsewhere is out. */
export async function changePassword(current: string, password: string): Promise<void> {
	await succeed(own.POST('/api/v1/profile/passwordChanges', { body: { current, password } }));
}

/** What an authenticator app needs; an app in use counts on until the new one gave a code. */
export function beginSecondFactor(password: string): Promise<Enrollment> {
	return read(own.POST('/api/v1/profile/secondFactorEnrollments', { body: { password } }));
}

/** Has the new app count from now on; answers with the recovery codes, once. */
export async function confirmSecondFactor(code: string): Promise<string[]> {
	const body = { code: code.trim() };
	return (await read(own.POST('/api/v1/profile/secondFactorConfirmations', { body }))).recoveryCodes;
}

/** New recovery codes in place of the old ones. */
export async function renewRecoveryCodes(code: string): Promise<string[]> {
	const body = { code: code.trim() };
	return (await read(own.POST('/api/v1/profile/recoveryCodeRenewals', { body }))).recoveryCodes;
}

export async function removeSecondFactor(code: string): Promise<void> {
	await succeed(own.POST('/api/v1/profile/secondFactorRemovals', { body: { code: code.trim() } }));
}

/** The devices on which this person is signed in: this one first, then those that were used last. */
export async function listSessions(userId: string): Promise<Session[]> {
	const params = { query: { user: [userId], pageSize: 100 } };
	const { items } = await read(own.GET('/api/v1/sessions', { params }));
	return items.sort(
		(a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt)
	);
}

export async function endSession(sessionId: string): Promise<void> {
	await succeed(own.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId } } }));
}

/** How many proposals wait for a coordinator. */
export async function countInReview(): Promise<number> {
	const params = { query: { status: ['inReview' as const], pageSize: 1 } };
	return (await read(own.GET('/api/v1/offerRevisions', { params }))).total;
}
