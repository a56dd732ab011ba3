import { api, read } from './client';

type Labels = Record<string, Record<string, string>>;

let labels = $state.raw<Labels>({});
let explanations = $state.raw<Labels>({});

/** Code lists that are asked for together: always by one address, so that it is found again without a connection. */
const GROUPS = {
	/** What the card of an offer shows: the first results wait for no others. app.html asks for them by the same address. */
	cards: ['accessRoutes', 'availabilities', 'categories', 'costs'],
	/** What a visitor sees besides. */
	visitors: [
		'accessibilityFeatures',
		'accreditations',
		'addressees',
		'ageBands',
		'aims',
		'attendanceStatuses',
		'catchmentRules',
		'catchmentScopes',
		'languages',
		'levels',
		'methods',
		'modes',
		'postRoles',
		'sectors',
		'themes',
		'tracks',
		'transports'
	],
	/** What people learn from each other by, besides. */
	learning: [
		'audiences',
		'directions',
		'gatheringKinds',
		'initiativeKinds',
		'initiativePhases',
		'networkDomains',
		'networkKinds',
		'networkRoles',
		'trainingForms',
		'trainingLevels'
	],
	/** Every list there is. */
	all: []
};

type Group = keyof typeof GROUPS;

const asked = new Map<Group, Promise<void>>();
let naming: Promise<void> | undefined;

/** Fetches the labels of these code lists, once; a failed try is repeated at the next call. */
export function loadLabels(group: Group = 'all'): Promise<void> {
	const known = asked.get('all') ?? asked.get(group);
	if (known) return known;
	const loading = read(api.GET('/api/v1/refData', { params: { query: { name: GROUPS[group] } } })).then(
		({ items }) => {
			const lists = items.map(({ name, codes }) => [
				name,
				Object.fromEntries(codes.map(({ code, label }) => [code, label.nl]))
			]);
			labels = { ...labels, ...Object.fromEntries(lists) };
			const explained = items.map(({ name, codes }) => [
				name,
				Object.fromEntries(codes.map(({ code, description = '' }) => [code, description]))
			]);
			explanations = { ...explanations, ...Object.fromEntries(explained) };
		},
		() => {
			asked.delete(group);
		}
	);
	asked.set(group, loading);
	return loading;
}

/** Fetches the names of the regions too, once: they are no code list. A failed try is repeated at the next call. */
export function loadRegionNames(): Promise<void> {
	naming ??= read(api.GET('/api/v1/regions')).then(
		({ items }) => {
			labels = { ...labels, regions: Object.fromEntries(items.map(({ code, name }) => [code, name.nl])) };
		},
		() => {
			naming = undefined;
		}
	);
	return naming;
}

/** The label of a code; the empty text while the labels are on their way. */
export function labelOf(list: string, code: string): string {
	return labels[list]?.[code] ?? '';
}

/** What a code means, for who does not know its label; the empty text where that says enough. */
export function explanationOf(list: string, code: string): string {
	return explanations[list]?.[code] ?? '';
}

/** The codes of a list with their labels, in the order of the list; none while the labels are on their way. */
export function codesOf(list: string): { code: string; name: string }[] {
	return Object.entries(labels[list] ?? {}).map(([code, name]) => ({ code, name }));
}

/** Lists of names, which keep their capital in the middle of a sentence. */
const NAMES = new Set(['languages', 'methods', 'accreditations', 'regions']);

/** A label as it stands in the middle of a sentence: `Via het CLB` becomes `via het CLB`, `NAFT` stays. */
function inSentence(label: string): string {
	return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** The labels of several codes, in their order, as parts of a sentence, without those that are not known. */
export function labelsOf(list: string, codes: readonly string[]): string[] {
	const known = codes.map((code) => labelOf(list, code)).filter(Boolean);
	return NAMES.has(list) ? known : known.map(inSentence);
}
