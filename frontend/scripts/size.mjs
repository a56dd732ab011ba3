/** Fails when the JavaScript that home or directory needs before its first results outgrows the budget. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 70_000;
const folder = '.svelte-kit/output/client';
const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8'));
const entries = Object.values(manifest);

/** @param {string} route the route's folder, as in src/routes */
function nodeOf(route) {
	const app = readFileSync(
		`${folder}/${entries.find((one) => one.isEntry && one.name === 'entry/app').file}`,
		'utf8'
	);
	const number = new RegExp(`["']${route}["']:\\s*\\[~?(\\d+)`).exec(app)?.[1];
	if (number === undefined) throw new Error(`no route ${route} in the build`);
	return number;
}

/** @param {string[]} names entry or node names */
function reachable(names) {
	const files = new Map();
	const visit = (/** @type {any} */ chunk) => {
		if (!chunk || files.has(chunk.file)) return;
		files.set(chunk.file, gzipSync(readFileSync(`${folder}/${chunk.file}`)).length);
		for (const key of chunk.imports ?? []) visit(manifest[key]);
	};
	for (const name of names) visit(entries.find((one) => one.name === name));
	return files;
}

let failed = false;

const atStart = reachable(['entry/start']);
const client = ['client-entry', 'kit'].map((name) => entries.find((one) => one.name === name)?.file);
if (client.some((file) => !file || atStart.has(file))) {
	console.error("SvelteKit's client would run before its settings are there: see scripts/chunks.ts");
	failed = true;
}

for (const route of ['/', '/aanbod']) {
	const files = reachable([
		'entry/start',
		'client-entry',
		'entry/app',
		'entry/payload',
		'nodes/0',
		`nodes/${nodeOf(route)}`
	]);
	const total = [...files.values()].reduce((sum, size) => sum + size, 0);
	failed ||= total > BUDGET;
	console.log(
		`${route}: ${(total / 1000).toFixed(1)} kB gzipped in ${files.size} files (budget ${BUDGET / 1000} kB)`
	);
}
process.exit(failed ? 1 : 0);
