import createClient from 'openapi-fetch';
import { takeEarly } from './early';
import { forwarder } from './forward';
import { ApiFailure, failureOf } from './problem';
import type { paths } from './schema';

/** Sends a request to where this installation has its API; what was asked for early is not asked again. */
async function send(request: Request): Promise<Response> {
	const early = takeEarly(new URL(request.url));
	if (!early) return (await forwarder(request))();
	return early.catch(() => {
		throw new ApiFailure('offline', 503);
	});
}

/** The API as everybody may ask it, typed by its document. Nobody's token goes with it: answers for all come quicker. */
export const api = createClient<paths, 'application/json'>({ baseUrl: location.origin, fetch: send });

/** What an answer holds; throws an ApiFailure when it was refused. */
export async function read<T>(
	answer: Promise<{ data?: T; error?: unknown; response: Response }>
): Promise<T> {
	const { data, error, response } = await answer;
	if (data === undefined) throw failureOf(response, error);
	return data;
}

/** The answer that says no more than that it was done; throws an ApiFailure when it was refused. */
export async function succeed(answer: Promise<{ error?: unknown; response: Response }>): Promise<Response> {
	const { error, response } = await answer;
	if (!response.ok) throw failureOf(response, error);
	return response;
}
