import { locks } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const MARKER = 'bruggen:signedIn';

interface Asked {
	path: string;
	token: string | null;
	credentials: RequestCredentials | undefined;
}

/** The network: an API that knows one session, whose access tokens and renewals are numbered. */
class Network {
	asked: Asked[] = [];
	apiBaseUrl = '';
	alive = true;
	expired = new Set<string>();
	renewals = 0;
	/** What has to happen before a renewal is answered. */
	gate: Promise<void> = Promise.resolve();

	fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
		const { pathname: path } = new URL(address, 'http://pages.example');
		if (path === '/config.json') return Response.json({ apiBaseUrl: this.apiBaseUrl });
		const token = new Headers(init.headers).get('authorization');
		this.asked.push({ path, token, credentials: init.credentials });
		if (path === '/auth/renewals') return this.#renew();
		if (path === '/auth/signOuts') return new Response(null, { status: 204 });
		if (!token || this.expired.has(token)) return this.#refuse('belgif:expiredAccessToken');
		return Response.json({ name: 'Oona' });
	};

	async #renew(): Promise<Response> {
		await this.gate;
		if (!this.alive) return this.#refuse('bruggen:sessionEnded');
		this.renewals += 1;
		return Response.json({ accessToken: `token-${this.renewals}`, tokenType: 'Bearer', expiresIn: 600 });
	}

	#refuse(type: string): Response {
		return Response.json({ type: `urn:problem-type:${type}`, status: 401 }, { status: 401 });
	}

	paths(): string[] {
		return this.asked.map(({ path }) => path);
	}
}

/** A tab: the code of the page, loaded anew. Storage, channel and locks are the browser's, for all tabs together. */
async function openTab() {
	vi.resetModules();
	const session = await import('#api/session.svelte.ts');
	const { own } = await import('#api/own.ts');
	const { read } = await import('#api/client.ts');
	const { mark } = await import('#api/mark.svelte.ts');
	return { ...session, mark, profile: () => read(own.GET('/api/v1/profile')) };
}

const token = (name: string, expiresIn = 600) =>
	({ accessToken: name, tokenType: 'Bearer', expiresIn }) as const;

let network: Network;

beforeEach(() => {
	network = new Network();
	vi.stubGlobal('fetch', network.fetch);
	Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
});

afterEach(() => vi.unstubAllGlobals());

describe('a visitor who never signed in', () => {
	it('causes no request', async () => {
		const tab = await openTab();
		expect(await tab.accessToken()).toBeUndefined();
		await expect(tab.profile()).rejects.toMatchObject({ kind: 'signedOut' });
		expect(network.asked).toEqual([]);
	});
});

describe('the access token', () => {
	it('goes with what is asked as the person, and is kept nowhere but in memory', async () => {
		const tab = await openTab();
		tab.enter(token('first'));
		await tab.profile();
		expect(network.asked).toEqual([
			{ path: '/api/v1/profile', token: 'Bearer first', credentials: 'same-origin' }
		]);
		expect({ ...localStorage }).toEqual({ [MARKER]: '' });
		expect({ ...sessionStorage }).toEqual({});
	});

	it('never goes with what everybody may ask', async () => {
		const tab = await openTab();
		const { api } = await import('#api/client.ts');
		tab.enter(token('first'));
		await api.GET('/api/v1/regions');
		expect(network.asked).toEqual([{ path: '/api/v1/regions', token: null, credentials: 'same-origin' }]);
	});

	it('is asked for at the start of a visit when somebody signed in before', async () => {
		localStorage.setItem(MARKER, '');
		const tab = await openTab();
		await tab.profile();
		expect(network.paths()).toEqual(['/auth/renewals', '/api/v1/profile']);
	});

	it('is renewed before it runs out', async () => {
		const tab = await openTab();
		tab.enter(token('first', 20));
		await tab.profile();
		expect(network.asked.map((one) => one.token)).toEqual([null, 'Bearer token-1']);
	});

	it('is renewed once for two requests that were refused together, and both are repeated', async () => {
		const tab = await openTab();
		tab.enter(token('first'));
		network.expired.add('Bearer first');
		const answers = await Promise.all([tab.profile(), tab.profile()]);
		expect(answers.map(({ name }) => name)).toEqual(['Oona', 'Oona']);
		expect(network.renewals).toBe(1);
	});

	it('is not renewed for a request that was refused late, when another one came meanwhile', async () => {
		const tab = await openTab();
		tab.enter(token('first'));
		network.expired.add('Bearer first');
		await tab.profile();
		expect(await tab.renew('first')).toBe('token-1');
		expect(network.renewals).toBe(1);
	});

	it('is given up after one renewal that did not help', async () => {
		const tab = await openTab();
		tab.enter(token('first'));
		network.expired.add('Bearer first').add('Bearer token-1');
		await expect(tab.profile()).rejects.toMatchObject({ kind: 'signedOut' });
		expect(network.renewals).toBe(1);
	});

	it('is asked for with the cookie where the API is on another origin', async () => {
		network.apiBaseUrl = 'https://api.example';
		localStorage.setItem(MARKER, '');
		const tab = await openTab();
		await tab.profile();
		expect(network.asked.map((one) => one.credentials)).toEqual(['include', 'same-origin']);
	});
});

describe('two tabs', () => {
	it('never renew at the same time', async () => {
		localStorage.setItem(MARKER, '');
		let open = () => {};
		network.gate = new Promise((resolve) => (open = resolve));
		const [first, second] = [await openTab(), await openTab()];
		const both = Promise.all([first.accessToken(), second.accessToken()]);
		await vi.waitFor(() => expect(network.paths()).toEqual(['/auth/renewals']));
		open();
		expect(await both).toEqual(['token-1', 'token-2']);
	});

	it('are both signed out when one is', async () => {
		const [first, second] = [await openTab(), await openTab()];
		first.enter(token('first'));
		second.enter(token('second'));
		await first.signOut();
		await vi.waitFor(() => expect(second.session.end).toBe('signedOut'));
		expect(await second.accessToken()).toBeUndefined();
		expect(localStorage.getItem(MARKER)).toBeNull();
	});

	it('let the one that waits for its renewal go when the other signs out', async () => {
		localStorage.setItem(MARKER, '');
		const [first, second] = [await openTab(), await openTab()];
		await Promise.all([first.signOut(), second.accessToken()]);
		await vi.waitFor(() => expect(second.session.end).toBe('signedOut'));
		expect(network.paths()).toEqual(['/auth/signOuts']);
	});

	it('follow whoever signs in last', async () => {
		const [first, second] = [await openTab(), await openTab()];
		first.enter(token('of somebody'));
		second.enter(token('of another'));
		await vi.waitFor(async () => expect(await first.accessToken()).toBe('token-1'));
	});
});

describe('a session that has ended', () => {
	it('is told, and not asked for again', async () => {
		network.alive = false;
		localStorage.setItem(MARKER, '');
		const tab = await openTab();
		await expect(tab.profile()).rejects.toMatchObject({ kind: 'signedOut' });
		expect(tab.session.end).toBe('ended');
		await expect(tab.profile()).rejects.toMatchObject({ kind: 'signedOut' });
		expect(network.paths()).toEqual(['/auth/renewals']);
	});

	it('is not taken for ended when only the connection is gone', async () => {
		localStorage.setItem(MARKER, '');
		const tab = await openTab();
		network.gate = Promise.reject(new TypeError('Failed to fetch'));
		await expect(tab.profile()).rejects.toMatchObject({ kind: 'offline' });
		expect(tab.mark.on).toBe(true);
		network.gate = Promise.resolve();
		expect((await tab.profile()).name).toBe('Oona');
	});
});
