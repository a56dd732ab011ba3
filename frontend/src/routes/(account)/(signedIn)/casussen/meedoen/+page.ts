import { redirect } from '@sveltejs/kit';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { takeSecret } from '#features/signIn/secret.ts';
import type { PageLoad } from './$types';

// Whoever has to sign in first comes back without the secret in the address: the memory of the page keeps it.
let secret = '';

export const load: PageLoad = async ({ url }) => {
	const taken = takeSecret();
	if (taken) {
		secret = taken;
		// SvelteKit knows the address as it was and would put it back: it is told the one without the secret.
		redirect(307, location.pathname);
	}
	await forOwnPage(url, loadPerson);
	return { secret };
};
