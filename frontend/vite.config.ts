import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { adapter } from './scripts/adapter.ts';
import { groups } from './scripts/chunks.ts';

/** Changes with what the build is made of and with nothing else: the same sources give the same build. */
function contentVersion(): string {
	const hash = createHash('sha256');
	const sources = [
		'package-lock.json',
		'vite.config.ts',
		...globSync('{scripts,src,messages,static}/**/*.*')
	];
	for (const path of sources.filter((one) => !one.includes('paraglide')).sort()) {
		if (statSync(path).isFile()) hash.update(path).update(readFileSync(path));
	}
	return hash.digest('hex').slice(0, 12);
}

/** The CSP source of every inline script of our own in app.html (SvelteKit adds only the hash of its own one). */
function inlineScriptHashes(): `sha256-${string}`[] {
	const page = readFileSync('src/app.html', 'utf8');
	return [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
		([, code = '']) => `sha256-${createHash('sha256').update(code).digest('base64')}` as `sha256-${string}`
	);
}

/** The back end that `npm run dev` talks to. */
const backend = process.env.BRUGGEN_DEV_API ?? 'http://127.0.0.1:8000';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['baseLocale'],
			emitGitIgnore: false
		}),
		sveltekit({
			adapter: adapter(),
			compilerOptions: { runes: true },
			version: { name: contentVersion() },
			// The root layout does, when the first page is painted.
			serviceWorker: { register: false },
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['self'],
					'script-src': ['self', ...inlineScriptHashes()],
					'style-src': ['self'],
					// The one style attribute is SvelteKit's own: it hides what is read out when the page changes.
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self', 'data:'],
					// The API may live on another origin, known only at run time from /config.json.
					'connect-src': ['self', 'https:', 'http://127.0.0.1:*', 'http://localhost:*'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self']
				}
			}
		}),
		svelteTesting()
	],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: { groups }
					}
				}
			}
		}
	},
	server: {
		proxy: Object.fromEntries(
			['/api', '/auth', '/calendar', '/digest', '/feeds', '/health', '/doc'].map((path) => [
				path,
				{ target: backend }
			])
		)
	},
	test: {
		include: ['tests/**/*.test.ts'],
		environment: 'jsdom',
		setupFiles: ['tests/setup.ts'],
		restoreMocks: true
	}
});
