import { redirect } from '@sveltejs/kit';
import { forPage } from '#api/page.ts';
import { ApiFailure } from '#api/problem.ts';
import type { LinkState } from '#api/types.ts';
import { checkLink } from '#features/signIn/api.ts';
import { takeSecret } from '#features/signIn/secret.ts';

let secret = '';

async function check(token: string): Promise<LinkState | undefined> {
	try {
		return await checkLink(token);
	} catch (failure) {
		// A secret that was cut off is no better than one that was used.
		if (failure instanceof ApiFailure && [400, 410].includes(failure.status)) return undefined;
		throw failure;
	}
}

export async function load() {
	const taken = takeSecret();
	if (taken) {
		secret = taken;
		// SvelteKit knows the address as it was and would put it back: it is told the one without the secret.
		redirect(307, location.pathname);
	}
	return { secret, link: secret ? await forPage(check(secret)) : undefined };
}
