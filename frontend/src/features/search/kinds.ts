/** What can be found: what each kind is called, and where somebody goes who chooses one of it. */
import type { FoundItem, FoundKind } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { KIND_PATHS } from '#lib/ui/kindPaths.ts';

type Kind = FoundKind['kind'];

const TITLES: Record<Kind, () => string> = {
	offer: m.nav_offers,
	training: m.learn_trainings,
	network: m.learn_networks,
	goodPractice: m.learn_practices,
	gathering: m.learn_gatherings,
	method: m.learn_methods,
	expertPost: m.learn_experts,
	initiative: m.learn_initiatives,
	coordinator: m.find_coordinators,
	place: m.find_places
};

export function titleOf(kind: Kind): string {
	return TITLES[kind]();
}

/** The page of what was found: people to call are on the page of their region, and a place leads to what there is for it. */
export function pageOf(kind: Kind, { id = '', href, regions = [] }: FoundItem): string {
	if (kind === 'coordinator') return `/regios/${regions[0] ?? ''}`;
	if (kind === 'place') return `${KIND_PATHS.offer}?municipality=${href.split('/').at(-1)}`;
	return `${KIND_PATHS[kind]}/${id}`;
}
