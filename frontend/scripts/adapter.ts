import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import adapterStatic from '@sveltejs/adapter-static';
import type { Adapter, Builder } from '@sveltejs/kit';

const CLIENT = '.svelte-kit/output/client';
const FOLDER = 'build';
const FALLBACK = '200.html';

/** The pages on which a visit begins, and the error page, which SvelteKit loads before any other. */
const FIRST_PAGES = /routes\/(\+error|\+page|aanbod\/\+page)\.svelte"/;

interface Chunk {
	file: string;
	name?: string;
	src?: string;
	imports?: string[];
	css?: string[];
}

/** The files of these pages, so that the browser need not wait for the router to learn of them one by one. */
function linksToFirstPages(): string {
	const manifest = JSON.parse(readFileSync(`${CLIENT}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
	const nodes = Object.values(manifest).filter(
		({ name, src }) => name?.startsWith('nodes/') && src && FIRST_PAGES.test(readFileSync(src, 'utf8'))
	);
	const scripts = nodes.flatMap(({ file, imports = [] }) => [
		file,
		...imports.flatMap((key) => manifest[key]?.file ?? [])
	]);
	const styles = nodes.flatMap(({ css = [] }) => css);
	return [
		...[...new Set(scripts)].sort().map((file) => `<link href="/${file}" rel="modulepreload">`),
		...[...new Set(styles)].sort().map((file) => `<link href="/${file}" rel="stylesheet">`)
	].join('\n\t\t');
}

function addLinks(path: string): void {
	const page = readFileSync(path, 'utf8');
	const present = new Set(page.match(/href="[^"]*"/g));
	const missing = linksToFirstPages()
		.split('\n\t\t')
		.filter((link) => ![...present].some((href) => link.includes(href)));
	writeFileSync(path, page.replace('</head>', `\t${missing.join('\n\t\t')}\n\t</head>`));
}

/**
 * The static adapter, with the first pages preloaded from the fallback page, and without packed copies of the file that
 * operators change after the build.
 */
export function adapter(): Adapter {
	const plain = adapterStatic({ pages: FOLDER, fallback: FALLBACK, precompress: true });
	return {
		...plain,
		async adapt(builder: Builder) {
			await plain.adapt({
				...builder,
				async generateFallback(path: string) {
					await builder.generateFallback(path);
					addLinks(path);
				}
			});
			for (const suffix of ['br', 'gz']) rmSync(`${FOLDER}/config.json.${suffix}`, { force: true });
		}
	};
}
