/** Networks, organizations and regions as points, and what ties them to each other. */
import type { NetworkPicture } from '#api/types.ts';
import type { TableState } from '#lib/table/query.ts';
import { KIND_PATHS } from '#lib/ui/kindPaths.ts';

/** The state of the page, as it stands in the address. */
export const PICTURE: TableState = { path: '/netwerken/kaart', filters: ['q', 'region'], usualSort: 'title' };

/** The column of what belongs to several regions. */
export const SEVERAL = '';

export type NodeKind = 'region' | 'network' | 'organization';

export interface GraphNode {
	id: string;
	kind: NodeKind;
	name: string;
	href: string;
	/** The region that it stands under, or SEVERAL. */
	column: string;
	regions: readonly string[];
	/** The networks that it takes part in, that it has as a region; or the organizations that take part in it. */
	ties: GraphNode[];
	/** How many members are a post without an organization. */
	posts: number;
}

export interface Graph {
	regions: GraphNode[];
	networks: GraphNode[];
	/** Those that link most networks first. */
	organizations: GraphNode[];
}

/** What is asked for: a region, and words of a network's title or of a member's name. */
export interface Asked {
	region: string;
	words: string;
}

/** How two names stand in a list. */
export const byName = new Intl.Collator('nl').compare;

/** The part of the picture that is asked for. A network that is shown keeps all its members. */
export function graphOf(picture: NetworkPicture, { region, words }: Asked): Graph {
	const asked = words.trim().toLocaleLowerCase('nl');
	const holds = (name: string) => name.toLocaleLowerCase('nl').includes(asked);
	const named = picture.organizations.map(({ name }) => holds(name));
	const shown = picture.networks.filter(
		({ title, regions, members }) =>
			(!region || regions.includes(region)) &&
			(!asked || holds(title) || members.some((place) => named[place]))
	);
	const regions = picture.regions.map(({ code, name }) =>
		node('region', code, name, `/regios/${code}`, [code])
	);
	const organizations = picture.organizations.map(({ id, name, regions }) =>
		node('organization', id, name, `${KIND_PATHS.offer}?organization=${id}`, regions)
	);
	const networks = shown.map(({ id, title, regions, members, posts }) => {
		const network = {
			...node('network', id, title, `${KIND_PATHS.network}/${id}`, regions),
			posts
		};
		for (const place of members) tie(network, organizations[place]);
		return network;
	});
	for (const one of regions) one.ties = networks.filter((network) => network.regions.includes(one.id));
	const members = organizations.filter(({ ties }) => ties.length > 0);
	for (const one of members) one.column = homeOf(one);
	members.sort((one, other) => other.ties.length - one.ties.length || byName(one.name, other.name));
	return { regions, networks, organizations: members };
}

/** All that lights up together with a node: what it is tied to, in the regions' case with who works there. */
export function lit(graph: Graph, chosen: GraphNode): GraphNode[] {
	const around = graph.regions.filter(({ id }) => chosen.regions.includes(id));
	if (chosen.kind !== 'region') return [chosen, ...around, ...chosen.ties];
	const there = graph.organizations.filter(({ regions }) => regions.includes(chosen.id));
	return [...around, ...chosen.ties, ...there];
}

/** How many organizations take part in networks of two regions at once: the weight of the arc between them. */
export function bridges({ regions, organizations }: Graph): { from: number; to: number; count: number }[] {
	const reach = organizations.map(({ ties }) => {
		const own = ties.filter(({ column }) => column !== SEVERAL).map(({ column }) => column);
		return new Set(own);
	});
	return regions.flatMap((one, from) =>
		regions.slice(from + 1).flatMap((other, after) => {
			const count = reach.filter((codes) => codes.has(one.id) && codes.has(other.id)).length;
			return count > 0 ? [{ from, to: from + 1 + after, count }] : [];
		})
	);
}

function node(kind: NodeKind, id: string, name: string, href: string, regions: readonly string[]): GraphNode {
	return { id, kind, name, href, column: columnOf(regions), regions, ties: [], posts: 0 };
}

function tie(network: GraphNode, organization: GraphNode | undefined): void {
	if (!organization) return;
	network.ties.push(organization);
	organization.ties.push(network);
}

function columnOf(regions: readonly string[]): string {
	return (regions.length === 1 && regions[0]) || SEVERAL;
}

/** Where an organization without a location of its own stands: with its networks. */
function homeOf({ regions, ties }: GraphNode): string {
	return columnOf(regions.length > 0 ? regions : [...new Set(ties.map(({ column }) => column))]);
}
