import { redirect } from '@sveltejs/kit';
import { forPage } from '#api/page.ts';
import { ApiFailure } from '#api/problem.ts';
import type { RegistrationCheck } from '#api/types.ts';
import { checkRegistration } from '#features/expertise/api.ts';
import { tokenIn } from '#features/expertise/registration.ts';
import { takeSecret } from '#features/signIn/secret.ts';

let token = '';

async function check(): Promise<RegistrationCheck | undefined> {
	try {
		return await checkRegistration(token);
	} catch (failure) {
		// A secret that was cut off is no better than one whose registration was erased.
		if (failure instanceof ApiFailure && [400, 404].includes(failure.status)) return undefined;
		throw failure;
	}
}

export async function load() {
	const taken = takeSecret();
	if (taken) {
		token = tokenIn(taken);
		// SvelteKit knows the address as it was and would put it back: it is told the one without the secret.
		redirect(307, location.pathname);
	}
	return { token, registration: token ? await forPage(check()) : undefined };
}
