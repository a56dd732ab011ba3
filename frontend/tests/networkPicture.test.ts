import { describe, expect, it } from 'vitest';
import type { NetworkPicture } from '#api/types.ts';
import { bridges, graphOf, lit, SEVERAL } from '#features/networkPicture/graph.ts';
import { layoutOf, nextOn } from '#features/networkPicture/layout.ts';
import { pageOf, rowsOf, tableIn } from '#features/networkPicture/rows.ts';

const ALL = { region: '', words: '' };

function organization(id: string, name: string, regions: string[]) {
	return { id, name, sector: 'welfare', regions };
}

function network(id: string, title: string, regions: string[], members: number[], posts = 0) {
	return { id, title, networkKind: 'local', domain: 'mixed', regions, members, posts };
}

const picture: NetworkPicture = {
	self: '/api/v1/networkPictures',
	networks: [
		network('n1', 'RADAR', ['OVL'], [0, 1], 1),
		network('n2', 'PANGG', ['ANT'], [1, 2]),
		network('n3', 'Leerrecht', ['OVL', 'ANT'], [3])
	],
	organizations: [
		organization('o1', 'Abrusco', ['OVL']),
		organization('o2', 'CAW', ['OVL', 'ANT']),
		organization('o3', 'Tejo', ['ANT']),
		organization('o4', 'Zonder huis', [])
	],
	regions: [
		{ code: 'ANT', name: 'Antwerpen' },
		{ code: 'OVL', name: 'Oost-Vlaanderen' }
	]
};

/** As many as there may ever be. */
function large(networks: number, organizations: number): NetworkPicture {
	const regions = ['ANT', 'BRU', 'LIM', 'OVL', 'VBR', 'WVL'];
	const one = (number: number) => [regions[number % 6] ?? ''];
	return {
		...picture,
		regions: regions.map((code) => ({ code, name: code })),
		organizations: Array.from({ length: organizations }, (_, n) =>
			organization(`o${n}`, `Organisatie ${n}`, one(n))
		),
		networks: Array.from({ length: networks }, (_, n) =>
			network(
				`n${n}`,
				`Netwerk ${n}`,
				n % 10 ? one(n) : regions,
				Array.from({ length: 10 }, (_, place) => (n * 7 + place * 211) % organizations)
			)
		)
	};
}

describe('the graph', () => {
	it('ties networks and organizations both ways', () => {
		const graph = graphOf(picture, ALL);
		expect(graph.networks[0]?.ties.map(({ name }) => name)).toEqual(['Abrusco', 'CAW']);
		expect(graph.organizations.find(({ id }) => id === 'o2')?.ties.map(({ name }) => name)).toEqual([
			'RADAR',
			'PANGG'
		]);
	});

	it('begins with the organizations that link most networks', () => {
		expect(graphOf(picture, ALL).organizations.map(({ name }) => name)).toEqual([
			'CAW',
			'Abrusco',
			'Tejo',
			'Zonder huis'
		]);
	});

	it('puts what belongs to several regions, or to none, in a column of its own', () => {
		const graph = graphOf(picture, ALL);
		expect(graph.networks.map(({ column }) => column)).toEqual(['OVL', 'ANT', SEVERAL]);
		expect(graph.organizations.find(({ id }) => id === 'o4')?.column).toBe(SEVERAL);
	});

	it('leaves what is asked for: a region, the words of a title or those of a member', () => {
		const titles = (asked: Partial<typeof ALL>) =>
			graphOf(picture, { ...ALL, ...asked }).networks.map(({ name }) => name);
		expect(titles({ region: 'ANT' })).toEqual(['PANGG', 'Leerrecht']);
		expect(titles({ words: 'radar' })).toEqual(['RADAR']);
		expect(titles({ words: ' caw ' })).toEqual(['RADAR', 'PANGG']);
		expect(graphOf(picture, { region: '', words: 'tejo' }).organizations.map(({ id }) => id)).toEqual([
			'o2',
			'o3'
		]);
	});

	it('lights up what a node is tied to, and its regions', () => {
		const graph = graphOf(picture, ALL);
		const names = (node?: (typeof graph.networks)[0]) => node && lit(graph, node).map(({ name }) => name);
		expect(names(graph.networks[0])).toEqual(['RADAR', 'Oost-Vlaanderen', 'Abrusco', 'CAW']);
		expect(names(graph.regions[0])).toEqual(['Antwerpen', 'PANGG', 'Leerrecht', 'CAW', 'Tejo']);
	});

	it('counts who links the networks of two regions', () => {
		expect(bridges(graphOf(picture, ALL))).toEqual([{ from: 0, to: 1, count: 1 }]);
	});
});

describe('the layout', () => {
	it.each([700, 1000, 1376])(
		'keeps 300 networks and 2,000 organizations apart and inside at %i pixels',
		(width) => {
			const graph = graphOf(large(300, 2000), ALL);
			const { places, height } = layoutOf(graph, width);
			expect(places.size).toBe(graph.regions.length + graph.networks.length + graph.organizations.length);
			const spots = [...places.values()].filter(({ radius }) => radius > 0);
			expect(new Set(spots.map(({ x, y }) => `${x.toFixed(0)} ${y.toFixed(0)}`)).size).toBe(spots.length);
			expect(spots.every(({ x, y }) => x >= 0 && x <= width && y > 0 && y < height)).toBe(true);
			expect(height).toBeLessThan(1000);
		}
	);

	it('stands networks above the water and organizations below it', () => {
		const graph = graphOf(picture, ALL);
		const { places } = layoutOf(graph, 1000);
		const heights = (ids: { id: string }[]) => ids.map(({ id }) => places.get(id)?.y ?? 0);
		expect(Math.max(...heights(graph.networks))).toBeLessThan(Math.min(...heights(graph.organizations)));
	});

	it('writes names beside the dots where there are few, and none where there are many', () => {
		const labels = (one: NetworkPicture) =>
			[...layoutOf(graphOf(one, ALL), 1000).places.values()]
				.filter(({ node }) => node.kind === 'network')
				.map(({ label }) => label);
		expect(labels(picture)).toEqual(['PANGG', 'RADAR', 'Leerrecht']);
		expect(labels(large(300, 2000)).every((label) => label === '')).toBe(true);
	});

	it('leads the arrows to every node and back', () => {
		const { places } = layoutOf(graphOf(picture, ALL), 1000);
		expect(nextOn(places, 'ANT', 'ArrowRight')).toBe('OVL');
		expect(nextOn(places, 'OVL', 'ArrowDown')).toBe('n1');
		expect(nextOn(places, 'n1', 'ArrowDown')).toBe('o1');
		expect(nextOn(places, 'n1', 'ArrowLeft')).toBe('n2');
		expect(nextOn(places, 'ANT', 'ArrowUp')).toBeUndefined();
	});
});

describe('the tables', () => {
	const graph = graphOf(picture, ALL);
	const names = (table: 'networks' | 'links', name: string, descending = false) =>
		rowsOf(graph, table, { name, descending }).map((row) => row.name);

	it('sort by name and by size', () => {
		expect(names('networks', 'title')).toEqual(['Leerrecht', 'PANGG', 'RADAR']);
		expect(names('networks', 'ties', true)).toEqual(['RADAR', 'PANGG', 'Leerrecht']);
		expect(names('networks', 'regions')).toEqual(['PANGG', 'RADAR', 'Leerrecht']);
	});

	it('hold only organizations in more than one network in the second', () => {
		expect(names('links', 'title')).toEqual(['CAW']);
	});

	it('are the first one when an address asks for none there is', () => {
		expect(tableIn(new URLSearchParams('table=links'))).toBe('links');
		expect(tableIn(new URLSearchParams('table=x'))).toBe('networks');
		expect(pageOf([1, 2, 3], 2)).toEqual([]);
	});
});
