import { redirect } from '@sveltejs/kit';
import { signInHref } from '#lib/session/returnPath.ts';
import { readPerson } from './own';
import { loadRegionNames } from './labels.svelte';
import { forPage } from './page';
import { ApiFailure } from './problem';
import { accessToken } from './session.svelte';

/**
 * Waits for what a page shows to the person who is signed in. The way of anybody else leads to signing in, and from there
 * back to the page.
 */
export async function forOwnPage<T>(url: URL, ask: () => Promise<T>): Promise<T> {
	// Roles, requests and rights name regions everywhere.
	const [answer] = await forPage(Promise.all([askAsPerson(url, ask), loadRegionNames()]));
	return answer;
}

async function askAsPerson<T>(url: URL, ask: () => Promise<T>): Promise<T> {
	if ((await accessToken()) === undefined) redirect(307, signInHref(url));
	try {
		return await ask();
	} catch (failure) {
		if (failure instanceof ApiFailure && failure.kind === 'signedOut') redirect(307, signInHref(url));
		// Whoever is refused may have lost a role a moment ago: what the menus offer follows.
		if (failure instanceof ApiFailure && failure.kind === 'forbidden') readPerson().catch(() => undefined);
		throw failure;
	}
}
