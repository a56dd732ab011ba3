import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const features = ['offers', 'regions', 'shortlist'];

/** Imports go one way: api, lib <- features <- routes, and a feature never imports another one. */
const layers = [
	{ files: ['src/lib/**'], forbidden: ['#features/*', '#api/*', '**/routes/**'] },
	{ files: ['src/api/**'], forbidden: ['#features/*', '**/routes/**'] },
	...features.map((feature) => ({
		files: [`src/features/${feature}/**`],
		forbidden: [
			...features.filter((other) => other !== feature).map((other) => `#features/${other}/*`),
			'../../features/*',
			'../!(..)/*',
			'**/routes/**'
		]
	}))
].map(({ files, forbidden }) => ({
	files,
	rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden }] }] }
}));

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'src/lib/paraglide/', 'src/api/schema.d.ts'] },
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } } },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } }
	},
	{ rules: { 'no-undef': 'off', 'no-console': 'error', eqeqeq: 'error' } },
	...layers
);
