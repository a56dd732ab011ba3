import { project, type Point } from './projection';

/** A place on the map with how much there is. */
export interface MapPlace {
	id: string;
	label: string;
	count: number;
	latitude: number;
	longitude: number;
	href: string;
	/** Whether the list beside the map is limited to this place. */
	selected: boolean;
}

export interface MapCircle extends MapPlace, Point {
	/** Radius in pixels: the area follows the count. */
	radius: number;
}

const SMALLEST = 6;
const LARGEST = 22;

/** Circles whose area follows the count, largest first so that the small ones lie on top. */
export function circlesOf(places: readonly MapPlace[]): MapCircle[] {
	const most = Math.max(1, ...places.map((place) => place.count));
	return places
		.map((place) => ({
			...place,
			...project(place.latitude, place.longitude),
			radius: Math.max(SMALLEST, Math.sqrt(place.count / most) * LARGEST)
		}))
		.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

const DIRECTIONS: Record<string, Point> = {
	ArrowRight: { x: 1, y: 0 },
	ArrowLeft: { x: -1, y: 0 },
	ArrowDown: { x: 0, y: 1 },
	ArrowUp: { x: 0, y: -1 }
};

/**
 * The circle that an arrow key leads to: the nearest one in that direction, where what lies to the side counts
 * double. Nothing when there is none or when the key is not an arrow.
 */
export function neighbour<T extends Point>(from: T, all: readonly T[], key: string): T | undefined {
	const direction = DIRECTIONS[key];
	if (!direction) return undefined;
	let best: T | undefined;
	let least = Infinity;
	for (const other of all) {
		const dx = other.x - from.x;
		const dy = other.y - from.y;
		const along = dx * direction.x + dy * direction.y;
		if (other === from || along <= 0) continue;
		const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
		const cost = along + 2 * aside;
		if (cost < least) [best, least] = [other, cost];
	}
	return best;
}
