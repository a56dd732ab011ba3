import { expect, it } from 'vitest';
import { accessAnswer } from '#features/offers/access.ts';

const short = (...routes: string[]) => accessAnswer(routes).short;

it('"Moet ik via het CLB?" is answered from the access routes', () => {
	expect(short('direct', 'viaClb')).toBe('Nee.');
	expect(short('viaSchool')).toBe('Nee.');
	expect(short('viaClb')).toBe('Ja.');
	expect(short('viaClb', 'viaIntersectoralGateway')).toBe('Ja.');
	expect(short('viaSchool', 'viaClb')).toBe('Niet per se.');
	expect(short('juvenileCourt')).toBe('Niet per se.');
	expect(short()).toBe('Dat weten we niet.');
});
