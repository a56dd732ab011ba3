import { labelOf } from '#api/labels.svelte.ts';
import type { Expertise } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import type { TableState } from '#lib/table/query.ts';
import { KIND_PATHS } from '#lib/ui/kindPaths.ts';

/** The kinds of what people learn from each other by, as the API calls them, in the order in which people look for them. */
export const KINDS = [
	'network',
	'training',
	'gathering',
	'goodPractice',
	'method',
	'expertPost',
	'initiative'
] as const;

export type Kind = (typeof KINDS)[number];

/** A filter of a list: the API's own name of it, and the code list that it takes values from. */
export interface Filter {
	name: string;
	list: string;
	label: () => string;
}

interface About {
	title: () => string;
	/** What it is, for who comes here for the first time. */
	text: () => string;
	count: (counted: { count: number; shown: string }) => string;
	filters: readonly Filter[];
	/** Whether it takes place at a time: then what is still to come can be asked for. */
	planned?: boolean;
}

const THEME: Filter = { name: 'theme', list: 'themes', label: m.filter_theme };
const REGION: Filter = { name: 'region', list: 'regions', label: m.filter_region };
const AGE: Filter = { name: 'ageBand', list: 'ageBands', label: m.filter_age };
const AUDIENCE: Filter = { name: 'audience', list: 'audiences', label: m.learn_audience };
const DIRECTION: Filter = { name: 'direction', list: 'directions', label: m.learn_direction };

const ABOUT: Record<Kind, About> = {
	network: {
		title: m.learn_networks,
		text: m.learn_networks_text,
		count: m.learn_networks_count,
		filters: [
			REGION,
			THEME,
			{ name: 'networkKind', list: 'networkKinds', label: m.learn_network_kind },
			{ name: 'domain', list: 'networkDomains', label: m.learn_domain }
		]
	},
	training: {
		title: m.learn_trainings,
		text: m.learn_trainings_text,
		count: m.learn_trainings_count,
		filters: [THEME, REGION, AUDIENCE, DIRECTION],
		planned: true
	},
	gathering: {
		title: m.learn_gatherings,
		text: m.learn_gatherings_text,
		count: m.learn_gatherings_count,
		filters: [
			REGION,
			THEME,
			{ name: 'gatheringKind', list: 'gatheringKinds', label: m.learn_gathering_kind }
		],
		planned: true
	},
	goodPractice: {
		title: m.learn_practices,
		text: m.learn_practices_text,
		count: m.learn_practices_count,
		filters: [THEME, REGION, AGE, { name: 'level', list: 'levels', label: m.filter_level }]
	},
	method: {
		title: m.learn_methods,
		text: m.learn_methods_text,
		count: m.learn_methods_count,
		filters: [THEME, AUDIENCE, DIRECTION]
	},
	expertPost: {
		title: m.learn_experts,
		text: m.learn_experts_text,
		count: m.learn_experts_count,
		filters: [THEME, REGION, AGE]
	},
	initiative: {
		title: m.learn_initiatives,
		text: m.learn_initiatives_text,
		count: m.learn_initiatives_count,
		filters: [
			REGION,
			THEME,
			{ name: 'initiativeKind', list: 'initiativeKinds', label: m.learn_initiative_kind },
			{ name: 'phase', list: 'initiativePhases', label: m.learn_phase }
		]
	}
};

/** What is known of a kind, and where its list is. */
export function about(kind: Kind): About & { path: string } {
	return { ...ABOUT[kind], path: KIND_PATHS[kind] };
}

/** The state of a kind's list, as it stands in the address. */
export function stateOf(kind: Kind): TableState {
	const { path, filters, planned } = about(kind);
	const names = filters.map(({ name }) => name);
	const [more, usualSort] = planned ? [['upcoming'], 'nextSession'] : [[], 'title'];
	return { path, filters: ['q', ...names, ...more], usualSort };
}

/** The page of an item. */
export function pageOf(kind: Kind, id: string): string {
	return `${KIND_PATHS[kind]}/${id}`;
}

/** What sort of its kind it is, in a word or two: the label that stands above its title. */
export function sortOf(kind: Kind, item: Expertise): string {
	switch (kind) {
		case 'network':
			return labelOf('networkKinds', item.networkKind ?? '');
		case 'training':
			return labelOf('trainingForms', item.form ?? '');
		case 'gathering':
			return labelOf('gatheringKinds', item.gatheringKind ?? '');
		case 'goodPractice':
			return m.learn_practice();
		case 'method':
			return m.learn_method();
		case 'expertPost':
			return m.learn_expert();
		case 'initiative':
			return m.learn_initiative({
				what: labelOf('initiativeKinds', item.initiativeKind ?? '').toLowerCase()
			});
	}
}
