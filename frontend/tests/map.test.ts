import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { circlesOf, neighbour } from '#lib/map/circles.ts';
import { regionOutlines, type RegionCode } from '#lib/map/outlines.ts';
import { boxAround, MAP_HEIGHT, MAP_WIDTH, project, type Point } from '#lib/map/projection.ts';

/** The corners of every ring of a path made of `M` and one relative `l` each. */
function ringsOf(path: string): Point[][] {
	return path
		.split('M')
		.filter(Boolean)
		.map((ring) => {
			const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
			const points: Point[] = [];
			let [x, y] = [0, 0];
			for (let index = 0; index < numbers.length; index += 2) {
				x += numbers[index] ?? 0;
				y += numbers[index + 1] ?? 0;
				points.push({ x, y });
			}
			return points;
		});
}

function isInside({ x, y }: Point, ring: Point[]): boolean {
	let inside = false;
	ring.forEach((a, index) => {
		const b = ring.at(index - 1) ?? a;
		if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
	});
	return inside;
}

const municipalities = readFileSync('../backend/bruggen/data/reference/municipalities.csv', 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => {
		const [, name = '', , region = '', , latitude, longitude] = line.split(',');
		return { name, region, ...project(Number(latitude), Number(longitude)) };
	});

describe('the outlines', () => {
	it('hold the point of every municipality in its own region', () => {
		const rings = Object.fromEntries(
			Object.entries(regionOutlines).map(([code, path]) => [code, ringsOf(path)])
		) as Record<RegionCode, Point[][]>;
		const strays = municipalities
			.filter((one) => {
				const around = rings[one.region as RegionCode].filter((ring) => isInside(one, ring));
				return around.length % 2 === 0;
			})
			.map((one) => one.name);
		expect(municipalities).toHaveLength(304);
		// An exclave inside the Netherlands, and the smallest municipality, which touches the simplified border.
		expect(strays.sort()).toEqual(['Baarle-Hertog', 'Herstappe']);
	});
});

describe('the projection', () => {
	it('draws every municipality inside the map', () => {
		for (const { x, y } of municipalities) {
			expect(x).toBeGreaterThan(0);
			expect(x).toBeLessThan(MAP_WIDTH);
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(MAP_HEIGHT);
		}
	});

	it('is true to scale: Gent to Antwerpen and Gent to Ronse, in kilometres', () => {
		const gent = project(51.0543, 3.7174);
		const distance = ({ x, y }: Point) => Math.hypot(x - gent.x, y - gent.y);
		const antwerpen = distance(project(51.2194, 4.4025));
		const ronse = distance(project(50.7453, 3.6053));
		expect(antwerpen / ronse).toBeCloseTo(51.3 / 35.3, 1);
	});

	it('zooms to the points, never closer than asked', () => {
		const box = boxAround([{ x: 500, y: 200 }], 1.5, 240);
		expect(box).toEqual({ x: 380, y: 120, width: 240, height: 160 });
		const wide = boxAround([project(51.2, 2.9), project(50.9, 5.6)], 1.5);
		expect(wide.width / wide.height).toBeCloseTo(1.5);
		expect(wide.width).toBeGreaterThan(700);
	});
});

describe('circles', () => {
	const place = { href: '', selected: false, label: 'x' };
	const circles = circlesOf([
		{ ...place, id: 'small', count: 1, latitude: 51, longitude: 4 },
		{ ...place, id: 'large', count: 16, latitude: 51, longitude: 4.5 },
		{ ...place, id: 'south', count: 4, latitude: 50.8, longitude: 4.5 }
	]);
	const byId = (id: string) => {
		const found = circles.find((one) => one.id === id);
		if (!found) throw new Error(id);
		return found;
	};

	it('grow by area, and the large ones lie below', () => {
		expect(circles[0]?.id).toBe('large');
		expect(byId('large').radius / byId('south').radius).toBeCloseTo(2);
	});

	it('are walked with the arrow keys', () => {
		expect(neighbour(byId('small'), circles, 'ArrowRight')?.id).toBe('large');
		expect(neighbour(byId('large'), circles, 'ArrowDown')?.id).toBe('south');
		expect(neighbour(byId('large'), circles, 'ArrowRight')).toBeUndefined();
		expect(neighbour(byId('large'), circles, 'Enter')).toBeUndefined();
	});
});
