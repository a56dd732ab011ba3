import { loadConfig } from './config';
import { takeEarly } from './early';
import { ApiFailure, failureOf } from './problem';

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Path and query below the API's base: lists repeat their name, empty values are left out. */
export function apiPath(path: string, query: Query = {}): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined || value === '') continue;
		for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
	}
	search.sort();
	return `/api/v1${path}?${search}`;
}

/** The full address of something in the API, for links and downloads. */
export async function apiAddress(path: string, query: Query = {}): Promise<string> {
	const { apiBaseUrl } = await loadConfig();
	return apiBaseUrl + apiPath(path, query).replace(/\?$/, '');
}

async function answerTo(address: string): Promise<Response> {
	const early = takeEarly(new URL(address, location.href));
	try {
		return await (early ?? fetch(address));
	} catch {
		throw new ApiFailure('offline', 503);
	}
}

/** Reads one resource; throws an ApiFailure when it cannot be had. */
export async function get<T>(path: string, query: Query = {}): Promise<T> {
	const answer = await answerTo(await apiAddress(path, query));
	const body: unknown = await answer.json().catch(() => undefined);
	if (!answer.ok || body === undefined) throw failureOf(answer.status, body);
	return body as T;
}
