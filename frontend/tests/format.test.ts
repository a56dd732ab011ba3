import { describe, expect, it } from 'vitest';
import {
	formatAges,
	formatDate,
	formatDistance,
	formatList,
	formatNumber,
	isPast
} from '#lib/i18n/format.ts';

describe('dates', () => {
	it('are written short, with the day of the week', () => {
		expect(formatDate('2026-11-23')).toBe('ma 23 nov 2026');
		expect(formatDate('2026-03-01')).toBe('zo 1 mrt 2026');
		expect(formatDate('2024-02-29')).toBe('do 29 feb 2024');
	});

	it('follow the clock of Brussels, in summer and in winter', () => {
		expect(formatDate('2026-11-23T23:30:00Z')).toBe('di 24 nov 2026');
		expect(formatDate('2026-07-14T22:30:00Z')).toBe('wo 15 jul 2026');
		expect(formatDate('2026-07-14T21:30:00Z')).toBe('di 14 jul 2026');
	});

	it('are over when the day is over in Brussels, not in Greenwich', () => {
		expect(isPast('2026-11-23', new Date('2026-11-23T22:30:00Z'))).toBe(false);
		expect(isPast('2026-11-23', new Date('2026-11-23T23:30:00Z'))).toBe(true);
		expect(isPast('2026-11-24', new Date('2026-11-23T23:30:00Z'))).toBe(false);
		expect(isPast('2026-07-14', new Date('2026-07-14T22:30:00Z'))).toBe(true);
		expect(isPast('2026-11-22', new Date('2026-11-23T12:00:00Z'))).toBe(true);
	});
});

describe('numbers', () => {
	it('have a point for thousands and a comma for decimals', () => {
		expect(formatNumber(20000)).toBe('20.000');
		expect(formatNumber(999)).toBe('999');
		expect(formatNumber(1234567)).toBe('1.234.567');
		expect(formatDistance(3.24)).toBe('3,2 km');
		expect(formatDistance(23.7)).toBe('24 km');
	});
});

describe('ages', () => {
	it('are said as a range, a beginning or an end', () => {
		expect(formatAges(6, 12)).toBe('6 tot 12 jaar');
		expect(formatAges(12)).toBe('vanaf 12 jaar');
		expect(formatAges(undefined, 18)).toBe('tot 18 jaar');
		expect(formatAges(0, 3)).toBe('0 tot 3 jaar');
		expect(formatAges()).toBe('');
	});
});

it('lists end in "en"', () => {
	expect(formatList(['a', 'b', 'c'])).toBe('a, b en c');
	expect(formatList(['a', 'b'])).toBe('a en b');
	expect(formatList(['a'])).toBe('a');
	expect(formatList([])).toBe('');
});
