import createClient from 'openapi-fetch';
import { loadConfig } from './config';
import { takeEarly } from './early';
import { ApiFailure, failureOf } from './problem';
import type { paths } from './schema';

/** Sends a request to where this installation has its API; what was asked for early is not asked again. */
async function send(request: Request): Promise<Response> {
	const url = new URL(request.url);
	const { apiBaseUrl } = await loadConfig();
	try {
		return await (takeEarly(url) ?? fetch(apiBaseUrl + url.pathname + url.search));
	} catch {
		throw new ApiFailure('offline', 503);
	}
}

/** The API, typed by its document. */
export const api = createClient<paths, 'application/json'>({ baseUrl: location.origin, fetch: send });

/** What an answer holds; throws an ApiFailure when it was refused. */
export async function read<T>(
	answer: Promise<{ data?: T; error?: unknown; response: Response }>
): Promise<T> {
	const { data, error, response } = await answer;
	if (data === undefined) throw failureOf(response.status, error);
	return data;
}
