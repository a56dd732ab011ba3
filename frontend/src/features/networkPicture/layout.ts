/** Where everything stands: a column for each region, networks on the upper bank, organizations on the lower one. */
import { type Graph, type GraphNode, SEVERAL } from './graph';

export interface Place {
	node: GraphNode;
	x: number;
	y: number;
	radius: number;
	/** What is written beside it, as far as there is room; nothing where dots stand close. */
	label: string;
}

export interface ColumnPlace {
	code: string;
	x: number;
	width: number;
}

export interface Layout {
	width: number;
	height: number;
	columns: ColumnPlace[];
	/** By id. */
	places: Map<string, Place>;
	/** The lines of each network to its members, by its id. */
	lines: Map<string, string>;
	/** How many lines there are: the more, the fainter each. */
	count: number;
}

export type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** A bank: how far apart its dots stand, and with how many in a column at most each has its name beside it. */
const NETWORKS = { pitch: 14, names: 10 };
const ORGANIZATIONS = { pitch: 10, names: 14 };
const ROW = 22;
const HEAD = 40;
const GAP = 190;
const BETWEEN = 20;
const NARROWEST = 92;
const SIGN = 7.2;

type Bank = typeof NETWORKS;

/** The picture for a width in pixels. */
export function layoutOf(graph: Graph, width: number): Layout {
	const codes = [...graph.regions.map(({ id }) => id), SEVERAL];
	const upper = Map.groupBy(graph.networks, ({ column }) => column);
	const lower = Map.groupBy(graph.organizations, ({ column }) => column);
	const columns = columnsOf(codes, upper, lower, width);
	const places = new Map<string, Place>();
	const above = stand(columns, upper, NETWORKS, places);
	const water = HEAD + above;
	for (const { node } of places.values()) flip(places.get(node.id), water);
	const below = stand(columns, lower, ORGANIZATIONS, places);
	for (const { id } of graph.organizations) shift(places.get(id), water + GAP);
	for (const node of graph.regions) {
		const column = columns.find(({ code }) => code === node.id);
		if (column) places.set(node.id, { node, x: column.x, y: 14, radius: 0, label: node.name });
	}
	const lines = new Map(graph.networks.map((one) => [one.id, linesOf(one, places)]));
	const count = graph.networks.reduce((sum, { ties }) => sum + ties.length, 0);
	return { width, height: water + GAP + below, columns, places, lines, count };
}

/** The lines from a node to all that it is tied to. */
export function linesOf({ id, ties }: GraphNode, places: ReadonlyMap<string, Place>): string {
	const from = places.get(id);
	return ties
		.map((tied) => {
			const to = places.get(tied.id);
			return from && to && tied.kind !== 'region' ? arc(from, to) : '';
		})
		.join('');
}

/** Where somebody comes who goes that way: to the nearest, rather straight on than aside; sideways among its own kind. */
export function nextOn(places: ReadonlyMap<string, Place>, id: string, way: Way): string | undefined {
	const here = places.get(id);
	if (!here) return undefined;
	const across = way === 'ArrowLeft' || way === 'ArrowRight';
	const sign = way === 'ArrowRight' || way === 'ArrowDown' ? 1 : -1;
	let best: string | undefined;
	let least = Infinity;
	for (const [other, { node, x, y }] of places) {
		const [along, aside] = across ? [x - here.x, y - here.y] : [y - here.y, x - here.x];
		const ahead = along * sign;
		if (ahead < 1 || (across && node.kind !== here.node.kind)) continue;
		const far = ahead + 4 * Math.abs(aside);
		if (far < least) [best, least] = [other, far];
	}
	return best;
}

type Grouped = ReadonlyMap<string, readonly GraphNode[]>;

function most(groups: Grouped): number {
	return Math.max(0, ...[...groups.values()].map(({ length }) => length));
}

/** Each column is as wide as what stands in it needs; with names beside the dots all are alike. */
function columnsOf(codes: readonly string[], upper: Grouped, lower: Grouped, width: number): ColumnPlace[] {
	const named = most(upper) <= NETWORKS.names && most(lower) <= ORGANIZATIONS.names;
	const needs = codes.map((code) => {
		const [networks, members] = [upper.get(code)?.length ?? 0, lower.get(code)?.length ?? 0];
		return named ? 1 : Math.max(networks * NETWORKS.pitch ** 2, members * ORGANIZATIONS.pitch ** 2);
	});
	const all = needs.reduce((sum, need) => sum + need, 0) || 1;
	const free = width - codes.length * NARROWEST - (codes.length - 1) * BETWEEN;
	let x = 0;
	return codes.map((code, index) => {
		const column = { code, x, width: NARROWEST + (free * (needs[index] ?? 0)) / all };
		x += column.width + BETWEEN;
		return column;
	});
}

/** Puts a bank's nodes down, from 0 on; returns how high it is. */
function stand(
	columns: readonly ColumnPlace[],
	groups: Grouped,
	{ pitch, names }: Bank,
	places: Map<string, Place>
): number {
	const named = most(groups) <= names;
	let height = 0;
	for (const { code, x, width } of columns) {
		const wide = named ? 1 : Math.max(1, Math.floor(width / pitch));
		const step = named ? ROW : pitch;
		(groups.get(code) ?? []).forEach((node, index) => {
			const y = (Math.floor(index / wide) + 0.5) * step;
			height = Math.max(height, y + step / 2);
			places.set(node.id, {
				node,
				x: x + ((index % wide) + 0.5) * pitch,
				y,
				radius: radiusOf(node),
				label: named ? shortened(node.name, (width - pitch) / SIGN) : ''
			});
		});
	}
	return height;
}

/** An organization that links networks is larger. */
function radiusOf({ kind, ties }: GraphNode): number {
	if (kind === 'network') return 5;
	return ties.length > 1 ? 4.5 : 3;
}

function shortened(name: string, room: number): string {
	return name.length <= room ? name : `${name.slice(0, Math.max(1, Math.floor(room) - 1)).trimEnd()}…`;
}

/** The upper bank grows away from the water. */
function flip(place: Place | undefined, water: number): void {
	if (place) place.y = water - place.y;
}

function shift(place: Place | undefined, by: number): void {
	if (place) place.y += by;
}

/** A line that bends like a bridge; what stands right under each other is kept apart by bowing aside, the more the farther. */
function arc(from: Place, to: Place): string {
	const [across, down] = [Math.round(to.x - from.x), Math.round(to.y - from.y)];
	const bend = Math.round(down * 0.55);
	const bow = Math.abs(across) < 3 * NETWORKS.pitch ? Math.round((down - GAP / 2) * 0.3) : 0;
	return `M${Math.round(from.x)} ${Math.round(from.y)}c${bow} ${bend} ${across + bow} ${down - bend} ${across} ${down}`;
}
