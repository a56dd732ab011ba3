import createClient from 'openapi-fetch';
import { forwarder } from './forward';
import type { paths } from './schema';

/** `/auth`: the addresses that the cookie of a session goes to. */
export const auth = createClient<paths, 'application/json'>({
	baseUrl: location.origin,
	fetch: async (request) => (await forwarder(request))()
});
