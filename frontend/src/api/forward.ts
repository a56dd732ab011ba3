import { loadConfig } from './config';
import { ApiFailure } from './problem';

/**
 * Sends a request on to where this installation has its API, as often as it is called: what a Request holds can be read
 * once, so a second try needs the body as text.
 */
export async function forwarder(
	request: Request
): Promise<(headers?: Record<string, string>) => Promise<Response>> {
	const { apiBaseUrl } = await loadConfig();
	const { pathname, search } = new URL(request.url);
	const { method, keepalive } = request;
	const body = method === 'GET' ? undefined : await request.text();
	// The cookie of a session belongs to /auth alone; on another origin it goes along only when it is told to.
	const credentials = apiBaseUrl && pathname.startsWith('/auth/') ? 'include' : 'same-origin';
	return async (more = {}) => {
		const headers = new Headers(request.headers);
		for (const [name, value] of Object.entries(more)) headers.set(name, value);
		try {
			return await fetch(apiBaseUrl + pathname + search, { method, headers, body, credentials, keepalive });
		} catch {
			throw new ApiFailure('offline', 503);
		}
	};
}
