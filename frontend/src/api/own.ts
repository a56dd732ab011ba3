import createClient from 'openapi-fetch';
import { read } from './client';
import { forwarder } from './forward';
import { ApiFailure } from './problem';
import type { paths } from './schema';
import { accessToken, notePerson, renew, session } from './session.svelte';
import type { Profile } from './types';

/** Sends a request as the person who is signed in. A token that was refused is renewed, once, and the request repeated. */
async function send(request: Request): Promise<Response> {
	const forward = await forwarder(request);
	const sendWith = (token: string) => forward({ Authorization: `Bearer ${token}` });
	const token = await accessToken();
	if (token === undefined) throw new ApiFailure('signedOut', 401);
	const answer = await sendWith(token);
	if (answer.status !== 401) return answer;
	const renewed = await renew(token);
	return renewed === undefined ? answer : sendWith(renewed);
}

/** The API as the person who is signed in, for what is not everybody's. */
export const own = createClient<paths, 'application/json'>({ baseUrl: location.origin, fetch: send });

/** The account of the person who is signed in, asked for once. */
export async function loadPerson(): Promise<Profile> {
	return session.person ?? readPerson();
}

/** The account of the person who is signed in, with the rights of this moment. */
export async function readPerson(): Promise<Profile> {
	const person = await read(own.GET('/api/v1/profile'));
	notePerson(person);
	return person;
}
