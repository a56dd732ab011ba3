import { globSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const lists = [
	{ name: 'costs', codes: [{ code: 'free', label: { nl: 'Gratis' }, description: 'Kost niets.' }] },
	{ name: 'themes', codes: [{ code: 'truancy', label: { nl: 'Spijbelen' } }] },
	{ name: 'caseStates', codes: [{ code: 'draft', label: { nl: 'In opmaak' } }] }
];

let asked: URL[];
let broken: boolean;

/** Answers as `/refData` does: with the lists that are named, or with all. */
function answer(address: string): Promise<Response> {
	const url = new URL(address, location.origin);
	if (url.pathname === '/config.json') return Promise.resolve(Response.json({ apiBaseUrl: '' }));
	asked.push(url);
	if (broken) return Promise.reject(new TypeError('Failed to fetch'));
	const names = url.searchParams.getAll('name');
	return Promise.resolve(
		Response.json({ items: lists.filter(({ name }) => names.length === 0 || names.includes(name)) })
	);
}

beforeEach(() => {
	asked = [];
	broken = false;
	vi.resetModules();
	vi.stubGlobal('fetch', answer);
});

afterEach(() => vi.unstubAllGlobals());

/** The module as a page that was just opened has it. */
const opened = () => import('#api/labels.svelte.ts');

it('each group of lists is asked for once and adds to what is known', async () => {
	const { explanationOf, labelOf, loadLabels } = await opened();
	await Promise.all([loadLabels('cards'), loadLabels('cards')]);
	expect([labelOf('costs', 'free'), labelOf('themes', 'truancy')]).toEqual(['Gratis', '']);
	await loadLabels('visitors');
	expect([labelOf('costs', 'free'), labelOf('themes', 'truancy')]).toEqual(['Gratis', 'Spijbelen']);
	expect(explanationOf('costs', 'free')).toBe('Kost niets.');
	expect(labelOf('caseStates', 'draft')).toBe('');
	expect(asked).toHaveLength(2);
});

it('whoever has all the lists asks for none', async () => {
	const { labelOf, loadLabels } = await opened();
	await loadLabels();
	await loadLabels('visitors');
	expect(labelOf('caseStates', 'draft')).toBe('In opmaak');
	expect(asked).toHaveLength(1);
});

it('a failed try is repeated at the next call', async () => {
	const { labelOf, loadLabels } = await opened();
	broken = true;
	await loadLabels('cards');
	broken = false;
	await loadLabels('cards');
	expect(labelOf('costs', 'free')).toBe('Gratis');
});

it('visitors are given every list of which their pages show a label', async () => {
	const { loadLabels } = await opened();
	await Promise.all([loadLabels('cards'), loadLabels('visitors')]);
	const given = asked.flatMap((url) => url.searchParams.getAll('name'));
	const sources = globSync('src/{features/{offers,regions,shortlist},lib,routes}/**/*.{svelte,ts}').filter(
		(path) => !/\(account\)|paraglide/.test(path)
	);
	const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
	const [, filters = ''] = /const LISTS[^{]*\{([^}]*)\}/.exec(code) ?? [];
	const named = [
		...code.matchAll(/\b(?:labelOf|labelsOf|codesOf|words)\('(\w+)'/g),
		...filters.matchAll(/: '(\w+)'/g)
	];
	const shown = new Set(named.map(([, list = '']) => list));
	expect(shown.size).toBeGreaterThan(10);
	expect([...shown].filter((list) => !given.includes(list))).toEqual([]);
	expect(given.filter((list) => !shown.has(list))).toEqual([]);
});
