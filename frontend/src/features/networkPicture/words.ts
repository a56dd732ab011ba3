import { formatList, formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { type Graph, type GraphNode, SEVERAL } from './graph';

/** The names of regions, as part of a sentence. */
export function regionsOf({ regions }: GraphNode, graph: Graph): string {
	if (regions.length > 1 && regions.length === graph.regions.length) return m.picture_everywhere();
	return formatList(graph.regions.filter(({ id }) => regions.includes(id)).map(({ name }) => name));
}

/** `6 leden` */
export function membersOf({ ties, posts }: GraphNode): string {
	const count = ties.length + posts;
	return m.picture_members({ count, shown: formatNumber(count) });
}

export function networksOf({ ties: { length: count } }: GraphNode): string {
	return m.learn_networks_count({ count, shown: formatNumber(count) });
}

/** What a node is, in a line: where it is, and how much it is tied to. */
export function factsOf(node: GraphNode, graph: Graph): string {
	const kind = { region: m.picture_region, network: m.picture_network, organization: m.picture_organization };
	const parts =
		node.kind === 'region'
			? [networksOf(node)]
			: [regionsOf(node, graph), node.kind === 'network' ? membersOf(node) : networksOf(node)];
	return [kind[node.kind](), ...parts].filter(Boolean).join(', ');
}

/** What a column is called. */
export function columnName(code: string, graph: Graph): string {
	return code === SEVERAL ? m.picture_several() : (graph.regions.find(({ id }) => id === code)?.name ?? '');
}
