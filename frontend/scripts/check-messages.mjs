/**
 * The gate for texts: every locale has exactly the keys and parameters of the first one, no key is unused, and no
 * component holds a text of its own.
 */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';

const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8'));
const faults = [];

/** @param {string} locale */
function messagesOf(locale) {
	const messages = JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'));
	delete messages.$schema;
	return messages;
}

/** @param {unknown} message */
function parametersOf(message) {
	const names = [...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
	return [...new Set(names)].sort().join(' ');
}

const base = messagesOf(settings.baseLocale);
for (const locale of settings.locales.filter((/** @type {string} */ one) => one !== settings.baseLocale)) {
	const messages = messagesOf(locale);
	for (const key of Object.keys(base)) {
		if (!(key in messages)) faults.push(`messages/${locale}.json: "${key}" is missing`);
		else if (parametersOf(messages[key]) !== parametersOf(base[key]))
			faults.push(`messages/${locale}.json: "${key}" has other parameters`);
	}
	for (const key of Object.keys(messages)) {
		if (!(key in base)) faults.push(`messages/${locale}.json: "${key}" is not in ${settings.baseLocale}`);
	}
}

const sources = globSync('src/**/*.{ts,svelte}', { exclude: (path) => String(path).includes('paraglide') });
const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
for (const key of Object.keys(base)) {
	if (!new RegExp(`\\bm\\.${key}\\b`).test(code)) faults.push(`messages: "${key}" is used nowhere`);
}

const spoken = new Set(['alt', 'aria-label', 'aria-description', 'placeholder', 'title', 'label']);

/**
 * @param {any} node
 * @param {(text: string, start: number) => void} report
 */
function walk(node, report) {
	if (Array.isArray(node)) return node.forEach((one) => walk(one, report));
	if (!node || typeof node !== 'object') return;
	if (node.type === 'Text') report(node.data, node.start);
	if (node.type === 'Attribute') {
		if (!spoken.has(node.name) && node.value !== true) return walkExpressions(node.value, report);
	}
	if (node.type === 'StyleDirective') return walkExpressions(node.value, report);
	if (node.type === 'StyleSheet' || node.type === 'Script') return;
	for (const [name, value] of Object.entries(node)) {
		if (name !== 'metadata' && name !== 'css' && name !== 'instance' && name !== 'module')
			walk(value, report);
	}
}

/**
 * Attributes that nobody reads hold no text, but may hold snippets and expressions with elements.
 * @param {any} value
 * @param {(text: string, start: number) => void} report
 */
function walkExpressions(value, report) {
	for (const one of Array.isArray(value) ? value : [value]) if (one?.type !== 'Text') walk(one, report);
}

for (const path of sources.filter((one) => one.endsWith('.svelte'))) {
	const source = readFileSync(path, 'utf8');
	walk(parse(source, { modern: true }).fragment, (text, start) => {
		if (!/\p{L}{2}/u.test(text)) return;
		const line = source.slice(0, start).split('\n').length;
		faults.push(`${path}:${line}: text outside the message files: "${text.trim().slice(0, 40)}"`);
	});
}

if (faults.length > 0) {
	console.error(faults.join('\n'));
	process.exit(1);
}
