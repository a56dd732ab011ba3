import type { RuntimeConfig } from './config';

/** What the inline script of app.html has asked for before this code was there. */
export interface EarlyRequests {
	config: Promise<RuntimeConfig>;
	answers: Map<string, Promise<Response>>;
}

declare global {
	interface Window {
		bruggenEarly?: EarlyRequests;
	}
}

/** The key under which an early answer is kept: path and sorted query, without what stands before `/api/v1`. */
export function earlyKey(url: URL): string {
	const query = new URLSearchParams(url.search);
	query.sort();
	return `${url.pathname}?${query}`;
}

/** Takes the early answer to this request, once. */
export function takeEarly(url: URL): Promise<Response> | undefined {
	const answers = globalThis.window?.bruggenEarly?.answers;
	const key = earlyKey(url);
	const answer = answers?.get(key);
	answers?.delete(key);
	return answer;
}
