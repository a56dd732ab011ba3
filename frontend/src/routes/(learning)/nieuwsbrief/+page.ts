import { redirect } from '@sveltejs/kit';
import { forPage } from '#api/page.ts';
import { ApiFailure } from '#api/problem.ts';
import type { DigestState } from '#api/types.ts';
import { checkDigest } from '#features/novelties/api.ts';
import { takeSecret } from '#features/signIn/secret.ts';

interface Opened {
	token: string;
	/** What the link stands for; nothing when it leads nowhere any more. */
	digest?: DigestState;
}

let token = '';

async function open(): Promise<Opened> {
	try {
		return { token, digest: await checkDigest(token) };
	} catch (failure) {
		// A secret that was cut off is no better than one whose digest was erased.
		if (failure instanceof ApiFailure && [400, 404].includes(failure.status)) return { token };
		throw failure;
	}
}

export async function load() {
	const taken = takeSecret();
	if (taken) {
		token = taken;
		// SvelteKit knows the address as it was and would put it back: it is told the one without the secret.
		redirect(307, location.pathname);
	}
	const opened = token ? await forPage(open()) : undefined;
	// Whoever comes back here by a link of the site asks for a digest, and not what became of this one.
	token = '';
	return { opened };
}
