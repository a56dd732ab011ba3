import { describe, expect, it } from 'vitest';
import { addDays, beginOf, formatFromToday, isDay } from '#lib/i18n/days.ts';

describe('days', () => {
	it('are counted over the end of a month, a year and summer time', () => {
		expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
		expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
	});

	it('begin at midnight in Brussels, in summer, in winter and on the days between', () => {
		expect(beginOf('2026-07-01')).toBe('2026-06-30T22:00:00.000Z');
		expect(beginOf('2026-11-24')).toBe('2026-11-23T23:00:00.000Z');
		expect(beginOf('2026-10-25')).toBe('2026-10-24T22:00:00.000Z');
		expect(beginOf('2026-10-26')).toBe('2026-10-25T23:00:00.000Z');
	});

	it('are told from any other text', () => {
		expect(['2026-02-28', '2026-13-01', 'gisteren', ''].map(isDay)).toEqual([true, false, false, false]);
	});

	it('are said as seen from today', () => {
		const say = (day: string) => formatFromToday(day, '2026-11-24');
		expect(['2026-11-24', '2026-11-23', '2026-11-25'].map(say)).toEqual(['vandaag', 'gisteren', 'morgen']);
		expect(['2026-11-12', '2026-11-01', '2026-06-01', '2028-12-01'].map(say)).toEqual([
			'12 dagen geleden',
			'3 weken geleden',
			'5 maanden geleden',
			'over 2 jaar'
		]);
	});
});
