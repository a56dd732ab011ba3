/** What is new: how it is asked for, what its kinds are called, and where it can be followed. */
import type { Novelty } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '#lib/i18n/format.ts';
import type { TableState } from '#lib/table/query.ts';
import { KIND_PATHS } from '#lib/ui/kindPaths.ts';

type Kind = Novelty['kind'];

/** The state of the list, as it stands in the address. */
export const NOVELTIES: TableState = { path: '/nieuw', filters: ['kind', 'region', 'theme'], usualSort: '' };

const TITLES: Record<Kind, () => string> = {
	offer: m.nav_offers,
	network: m.learn_networks,
	training: m.learn_trainings,
	gathering: m.learn_gatherings,
	goodPractice: m.learn_practices,
	method: m.learn_methods,
	expertPost: m.learn_experts,
	initiative: m.learn_initiatives
};

/** The kinds with their names, in the order in which people look for them. */
export function kinds(): { code: string; name: string }[] {
	return Object.entries(TITLES).map(([code, title]) => ({ code, name: title() }));
}

export function titleOf(kind: Kind): string {
	return TITLES[kind]();
}

/** The page of what is new. */
export function pageOf({ kind, id }: Novelty): string {
	return `${KIND_PATHS[kind]}/${id}`;
}

/** Whether it was there before: then it is changed, not new. */
export function isChanged({ addedAt, changedAt }: Novelty): boolean {
	return dayOf(new Date(addedAt)) !== dayOf(new Date(changedAt));
}

/** What changed on each day, in the order of the list. */
export function byDay(items: readonly Novelty[]): Map<string, Novelty[]> {
	return Map.groupBy(items, ({ changedAt }) => dayOf(new Date(changedAt)));
}

/** Where a feed reader follows what these filters leave, below the API's origin. */
export function feedOf(origin: string, form: 'atom' | 'rss', search: URLSearchParams): string {
	return `${origin}/feeds/novelties.${form}${chosen(search, NOVELTIES.filters)}`;
}

/** Where the same is asked for by mail: of the same regions and themes. */
export function digestHref(search: URLSearchParams): string {
	return `/nieuwsbrief${chosen(search, ['region', 'theme'])}`;
}

function chosen(search: URLSearchParams, names: readonly string[]): string {
	const pairs = names.flatMap((name) => search.getAll(name).map((value) => [name, value]));
	const query = new URLSearchParams(pairs).toString();
	return query && `?${query}`;
}
