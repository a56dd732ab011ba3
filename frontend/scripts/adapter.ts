import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import adapterStatic from '@sveltejs/adapter-static';
import type { Adapter, Builder } from '@sveltejs/kit';

const CLIENT = '.svelte-kit/output/client';
const FOLDER = 'build';
const FALLBACK = '200.html';

/** The pages on which a visit begins, what stands around them, and the error page, which SvelteKit loads before any other. */
const FIRST_PAGES = /routes\/(\+layout|\+error|\+page|aanbod\/\+page)\.svelte"/;

/** The font in which the first texts are set: known only from the styles, it would come after the text was laid out. */
const FONT = /latin-wght-normal\.[\w-]+\.woff2$/;

interface Chunk {
	file: string;
	name?: string;
	src?: string;
	imports?: string[];
	css?: string[];
	assets?: string[];
}

/** Chunks and all that they cannot do without. */
function withImports(chunks: Chunk[], manifest: Record<string, Chunk>, found = new Set<Chunk>()): Set<Chunk> {
	for (const chunk of chunks) {
		if (found.has(chunk)) continue;
		found.add(chunk);
		withImports(
			(chunk.imports ?? []).flatMap((key) => manifest[key] ?? []),
			manifest,
			found
		);
	}
	return found;
}

/**
 * Has the page ask for the files of the first pages, so that the browser need not wait for the router to learn of them one
 * by one, and for no style of what is drawn later or for few: SvelteKit links those of all that a layout may ever load.
 */
function linkFirstPages(path: string): void {
	const manifest = JSON.parse(readFileSync(`${CLIENT}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
	const nodes = Object.values(manifest).filter(
		({ name, src }) => name?.startsWith('nodes/') && src && FIRST_PAGES.test(readFileSync(src, 'utf8'))
	);
	const chunks = [...withImports(nodes, manifest)];
	const styles = new Set(chunks.flatMap(({ css = [] }) => css));
	const page = readFileSync(path, 'utf8').replace(
		/\s*<link href="\/([^"]+)" rel="stylesheet">/g,
		(link, file: string) => (styles.has(file) ? link : '')
	);
	const fonts = new Set(chunks.flatMap(({ assets = [] }) => assets.filter((file) => FONT.test(file))));
	const missing = [
		...[...fonts].map(
			(file) => `<link href="/${file}" rel="preload" as="font" type="font/woff2" crossorigin>`
		),
		...chunks.map(({ file }) => `<link href="/${file}" rel="modulepreload">`),
		...[...styles].map((file) => `<link href="/${file}" rel="stylesheet">`)
	].filter((link) => !page.includes(link));
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
					linkFirstPages(path);
				}
			});
			for (const suffix of ['br', 'gz']) rmSync(`${FOLDER}/config.json.${suffix}`, { force: true });
		}
	};
}
