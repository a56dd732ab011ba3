import { redirect } from '@sveltejs/kit';
import { landing } from '#api/landing.ts';
import { mark } from '#api/mark.svelte.ts';
import { ApiFailure } from '#api/problem.ts';
import { accessToken } from '#api/session.svelte.ts';
import { wayElsewhere } from '#features/signIn/api.ts';
import { type Brought, broughtBack, refusalText } from '#features/signIn/elsewhere.ts';
import { takeSecret } from '#features/signIn/secret.ts';
import { returnPath } from '#lib/session/returnPath.ts';
import type { PageLoad } from './$types';

let brought: Brought | undefined;

/** Without a connection nobody knows; the form says so when it is sent. */
function ifKnown(failure: unknown): undefined {
	if (!(failure instanceof ApiFailure)) throw failure;
}

export const load: PageLoad = async ({ url }) => {
	const fragment = takeSecret();
	if (fragment) {
		brought = broughtBack(fragment);
		// SvelteKit knows the address as it was and would put it back: it is told the one without the secret.
		redirect(307, location.pathname + location.search);
	}
	if (brought && 'signedIn' in brought) mark.set(true);
	const wanted = url.searchParams.get('naar');
	const next = returnPath(wanted);
	const token = await accessToken().catch(ifKnown);
	const ticket = brought && 'ticket' in brought ? brought : undefined;
	brought = undefined;
	if (token !== undefined && !ticket) redirect(307, wanted === null ? await landing() : next);
	return {
		next,
		ticket,
		sentHere: wanted !== null,
		refusal: refusalText(url.searchParams.get('fout')),
		elsewhere: await wayElsewhere(next).catch(ifKnown)
	};
};
