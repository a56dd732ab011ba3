/** Width and height of the drawing that holds the six regions. */
export const MAP_WIDTH = 1000;
export const MAP_HEIGHT = 392;

const WEST = 2.5;
const EAST = 5.95;
const NORTH = 51.52;
const UNITS_PER_LONGITUDE = MAP_WIDTH / (EAST - WEST);
const UNITS_PER_LATITUDE = UNITS_PER_LONGITUDE / Math.cos((51 * Math.PI) / 180);

export interface Point {
	x: number;
	y: number;
}

export interface Box extends Point {
	width: number;
	height: number;
}

/** Equirectangular projection true to scale at 51° north; degrees in, drawing units out. */
export function project(latitude: number, longitude: number): Point {
	return {
		x: (longitude - WEST) * UNITS_PER_LONGITUDE,
		y: (NORTH - latitude) * UNITS_PER_LATITUDE
	};
}

/** Drawing units in one kilometre. */
export const UNITS_PER_KILOMETRE = UNITS_PER_LATITUDE / 111.2;

/** The whole drawing. */
export const wholeMap: Box = { x: 0, y: 0, width: MAP_WIDTH, height: MAP_HEIGHT };

/**
 * The smallest box around the points with some air, in the given proportion (width / height), never smaller than
 * `least` units wide, so that a single point does not fill the screen.
 */
export function boxAround(points: readonly Point[], proportion: number, least = 220): Box {
	if (points.length === 0) return wholeMap;
	const xs = points.map((point) => point.x);
	const ys = points.map((point) => point.y);
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
	const air = 1.25;
	const width = Math.max((right - left) * air, (bottom - top) * air * proportion, least);
	const height = width / proportion;
	return {
		x: (left + right) / 2 - width / 2,
		y: (top + bottom) / 2 - height / 2,
		width,
		height
	};
}
