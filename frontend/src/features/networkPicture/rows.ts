/** The facts of the picture as rows of a table. */
import { type Order, PAGE_SIZE } from '#lib/table/query.ts';
import { byName, type Graph, type GraphNode } from './graph';

/** The two tables: every network with its members, and who takes part in more than one. */
export const TABLES = ['networks', 'links'] as const;

export type TableName = (typeof TABLES)[number];

/** Which table an address asks for. */
export function tableIn(search: URLSearchParams): TableName {
	return TABLES.find((name) => name === search.get('table')) ?? 'networks';
}

const sizeOf = ({ ties, posts }: GraphNode) => ties.length + posts;

/** What stands in a table, in an order: by name, by how many ties or regions; what is alike by name. */
export function rowsOf(graph: Graph, table: TableName, { name, descending }: Order): GraphNode[] {
	const rows =
		table === 'networks' ? graph.networks : graph.organizations.filter(({ ties }) => ties.length > 1);
	const by: Record<string, (node: GraphNode) => number> = {
		ties: sizeOf,
		regions: ({ regions }) => regions.length
	};
	const size = by[name];
	const turn = descending ? -1 : 1;
	return [...rows].sort((one, other) => {
		const named = byName(one.name, other.name);
		return size ? turn * (size(one) - size(other)) || named : turn * named;
	});
}

/** The rows of a page, from 1 on. */
export function pageOf<Row>(rows: readonly Row[], page: number): Row[] {
	return rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
}
