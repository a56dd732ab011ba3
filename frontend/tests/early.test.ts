import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { earlyKey } from '#api/early.ts';
import { loadLabels } from '#api/labels.svelte.ts';
import { findOffers, surveyOffers } from '#features/offers/api.ts';
import { listRegions } from '#features/regions/api.ts';

const script = /<script>([\s\S]*?)<\/script>/.exec(readFileSync('src/app.html', 'utf8'))?.[1] ?? '';
const page = { items: [], total: 0 };

/** Runs the inline script of app.html as a page at this address would. */
function open(address: string): void {
	history.replaceState(null, '', address);
	new Function(script)();
}

let asked: string[];

beforeEach(() => {
	asked = [];
	vi.stubGlobal('fetch', (address: string) => {
		asked.push(address);
		return Promise.resolve(Response.json(address === '/config.json' ? { apiBaseUrl: '' } : page));
	});
});

afterEach(() => {
	vi.unstubAllGlobals();
	delete window.bruggenEarly;
});

describe('the first data of a page', () => {
	it('is asked for by the inline script exactly as the directory asks for it', async () => {
		open('/aanbod?q=schoolweigering%2C%20Gent&level=primary&level=nursery&page=2&view=map');
		await findOffers(new URLSearchParams(location.search));
		expect(asked.filter((one) => one.startsWith('/api/v1/offers'))).toHaveLength(1);
	});

	it('is asked for once on the plain directory too', async () => {
		open('/aanbod');
		await findOffers(new URLSearchParams());
		expect(asked.filter((one) => one.startsWith('/api/v1/offers'))).toHaveLength(1);
	});

	it('is asked for once by home', async () => {
		open('/');
		await Promise.all([surveyOffers(), listRegions()]);
		expect(asked.filter((one) => /offers|regions/.test(one))).toHaveLength(2);
	});

	it('serves one request only: the next one is fresh', async () => {
		open('/aanbod');
		await findOffers(new URLSearchParams());
		await findOffers(new URLSearchParams());
		expect(asked.filter((one) => one.startsWith('/api/v1/offers'))).toHaveLength(2);
	});

	it('has the labels of the cards, asked for once too', async () => {
		open('/aanbod');
		await loadLabels('cards');
		expect(asked.filter((one) => one.startsWith('/api/v1/refData'))).toHaveLength(1);
	});

	it('is not asked for on other pages', () => {
		open('/over');
		expect(asked).toEqual(['/config.json']);
	});
});

it('the order of parameters does not matter to the key', () => {
	const base = 'http://127.0.0.1/api/v1/offers';
	expect(earlyKey(new URL(`${base}?b=2&a=1`))).toBe(earlyKey(new URL(`${base}?a=1&b=2`)));
});
