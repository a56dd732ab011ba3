import js from '@eslint/js';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const features = [
	'accountRequests',
	'apiClients',
	'audit',
	'caseApplication',
	'casePage',
	'caseTable',
	'codeLists',
	'contents',
	'expertise',
	'expertiseRevisions',
	'networkPicture',
	'networkTable',
	'novelties',
	'offerRevisions',
	'offers',
	'organizations',
	'people',
	'practiceUses',
	'profile',
	'questions',
	'regions',
	'search',
	'shortlist',
	'signIn',
	'synonyms',
	'today',
	'trainingSessions'
];

/**
 * Imports go one way: api, lib <- features <- routes, and a feature never imports another one.
 *
 * @type {import('eslint').Linter.Config[]}
 */
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

export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'src/lib/paraglide/', 'src/api/schema.d.ts'] },
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } } },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } }
	},
	// The site lives at the root of its host: addresses need no prefix.
	{ rules: { 'svelte/no-navigation-without-resolve': 'off' } },
	{ rules: { 'no-undef': 'off', 'no-console': 'error', eqeqeq: 'error' } },
	{ files: ['scripts/**'], rules: { 'no-console': 'off' } },
	// State that is replaced whole, and addresses put together for one use, need no reactive collection.
	{ rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
	...layers
);
