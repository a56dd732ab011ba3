/**
 * Keeps the shell and what was looked at, so that both open without a connection. The network always goes first where
 * an answer may have changed; only files whose name changes with their content come from the cache at once.
 */
import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const SHELL = `shell-${version}`;
const VISITED = 'visited';
const ENTRY = '/';
const MOST_VISITED = 120;

const files = immutable.map(({ path }) => absolute(path));
const lasting = new Set(files);
const others = assets.map(({ path }) => absolute(path));

function absolute(path: string): string {
	return new URL(path, new URL('/', self.location.href)).pathname;
}

self.addEventListener('install', (event) => {
	event.waitUntil(
		caches
			.open(SHELL)
			.then((cache) => cache.addAll([ENTRY, ...files, ...others]))
			.then(() => self.skipWaiting())
	);
});

self.addEventListener('activate', (event) => {
	event.waitUntil(
		caches
			.keys()
			.then((names) => names.filter((name) => name.startsWith('shell-') && name !== SHELL))
			.then((old) => Promise.all(old.map((name) => caches.delete(name))))
			.then(() => self.clients.claim())
	);
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || request.headers.has('authorization')) return;
	if (url.origin === self.location.origin && lasting.has(url.pathname)) {
		event.respondWith(fromCache(request));
	} else if (request.mode === 'navigate') {
		if (!/^\/(api|auth|oauth|calendar|digest|feeds|doc|health|\.well-known)(\/|$)/.test(url.pathname))
			event.respondWith(page(request));
	} else if (url.pathname.includes('/api/v1/') && !url.searchParams.has('format')) {
		event.respondWith(visited(request));
	} else if (url.origin === self.location.origin && others.includes(url.pathname)) {
		event.respondWith(fetch(request).catch(() => fromCache(request)));
	}
});

async function fromCache(request: Request): Promise<Response> {
	return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** Every page of the site is the same shell. */
async function page(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch {
		return (await caches.match(ENTRY)) ?? Response.error();
	}
}

/** The newest answer, or the last one that was seen. */
async function visited(request: Request): Promise<Response> {
	const cache = await caches.open(VISITED);
	try {
		const answer = await fetch(request);
		if (answer.ok && !answer.headers.get('cache-control')?.includes('no-store')) {
			await cache.put(request, answer.clone());
			await prune(cache);
		}
		return answer;
	} catch {
		return (await cache.match(request)) ?? Response.error();
	}
}

/** Lets go of what was seen longest ago. */
async function prune(cache: Cache): Promise<void> {
	const seen = await cache.keys();
	await Promise.all(seen.slice(0, Math.max(0, seen.length - MOST_VISITED)).map((one) => cache.delete(one)));
}
