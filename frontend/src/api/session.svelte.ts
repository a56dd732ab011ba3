/**
 * Who is signed in with this browser. The access token lives in the memory of the page and nowhere else; what renews it is
 * a cookie that no script can read.
 */
import { auth } from './auth';
import { read, succeed } from './client';
import { mark } from './mark.svelte';
import { ApiFailure } from './problem';
import type { AccessToken, Profile } from './types';

/** Why nobody is signed in any more. */
export type End = 'signedOut' | 'ended';

const LOCK = 'bruggen:renewal';
const CHANNEL = 'bruggen:session';
/** A token with less than this left may run out on its way. */
const SPARE_MS = 30_000;

let held: { token: string; goodUntil: number } | undefined;
let renewing: Promise<string | undefined> | undefined;
let person = $state.raw<Profile>();
let end = $state<End>();

const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);

/** What the page knows of the person. */
export const session = {
	/** The account, once it was asked for. */
	get person(): Profile | undefined {
		return person;
	},
	/** How the last session of this page ended; nothing before one did. */
	get end(): End | undefined {
		return end;
	}
};

function hold({ accessToken, expiresIn }: AccessToken): string {
	held = { token: accessToken, goodUntil: Date.now() + expiresIn * 1000 - SPARE_MS };
	end = undefined;
	mark.set(true);
	return accessToken;
}

function letGo(because: End): void {
	held = undefined;
	person = undefined;
	end = because;
	mark.set(false);
}

/** Takes in the token of somebody who just signed in. Other tabs let go of the one whose place they take. */
export function enter(token: AccessToken): void {
	person = undefined;
	hold(token);
	others?.postMessage('entered');
}

/** Keeps what the API last said of the account. */
export function notePerson(profile: Profile): void {
	person = profile;
}

/**
 * A token that is good for at least another moment, renewed if need be; none when nobody is signed in. It is renewed when
 * it is asked for and not by a clock: a screen that was left alone must not keep its session alive.
 */
export async function accessToken(): Promise<string | undefined> {
	if (held && held.goodUntil > Date.now()) return held.token;
	return mark.on ? renew(held?.token) : undefined;
}

/** Another token than the one that is spent; none when the session has ended. However many ask, it is renewed once. */
export async function renew(spent: string | undefined): Promise<string | undefined> {
	if (held && held.token !== spent) return held.token;
	renewing ??= alone(askForToken).finally(() => (renewing = undefined));
	return renewing;
}

async function askForToken(): Promise<string | undefined> {
	// Another tab may have signed out while this one waited.
	if (!mark.check()) return undefined;
	try {
		// Also when the page is being left: without the answer its cookie would be a spent one, which ends the session.
		return hold(await read(auth.POST('/auth/renewals', { keepalive: true })));
	} catch (failure) {
		if (!(failure instanceof ApiFailure && failure.kind === 'signedOut')) throw failure;
		letGo('ended');
		others?.postMessage('ended' satisfies End);
		return undefined;
	}
}

/** Signs out here, or on all devices of the person; the other tabs follow. Throws an ApiFailure when it could not be done. */
export async function signOut(everywhere = false): Promise<void> {
	await alone(async () => {
		await succeed(auth.POST('/auth/signOuts', { body: { everywhere } }));
		letGo('signedOut');
		others?.postMessage('signedOut' satisfies End);
	});
}

/** Runs in one tab at a time: they share the cookie, and a renewal that is used twice ends the session. */
function alone<T>(task: () => Promise<T>): Promise<T> {
	// Without a secure context there are no locks: tabs then have to be lucky.
	const locks = navigator.locks as LockManager | undefined;
	return locks ? locks.request(LOCK, task) : task();
}

others?.addEventListener('message', ({ data }: MessageEvent<End | 'entered'>) => {
	if (data !== 'entered') letGo(data);
	held = undefined;
	person = undefined;
});
