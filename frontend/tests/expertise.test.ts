import { describe, expect, it, vi } from 'vitest';
import type { Expertise, ExpertisePage, LearningSession } from '#api/types.ts';

vi.mock('#api/labels.svelte.ts', () => ({
	labelOf: (_: string, code: string) => code,
	labelsOf: (_: string, codes: readonly string[]) => codes
}));

const { addMonths, boundsOf, byDay, calendarHref, feedOf, monthIn, weeksOf } =
	await import('#features/expertise/calendar.ts');
const { areaOf, factsOf, lineOf, partsOf, priceOf } = await import('#features/expertise/facts.ts');
const { KINDS, pageOf, stateOf } = await import('#features/expertise/kinds.ts');
const { asRegistration, emptyDraft, faultsIn, tokenIn } = await import('#features/expertise/registration.ts');
const { placeOf, standingOf } = await import('#api/sessionWords.ts');
const { whenOf } = await import('#lib/i18n/span.ts');

const item: ExpertisePage = {
	href: '/api/v1/trainings/1',
	id: '1',
	status: 'published',
	title: 'Rots en Water',
	summary: 'Stevig staan.',
	area: { scope: 'flanders', regions: [] },
	themes: [],
	ageBands: [],
	levels: [],
	demo: false,
	updatedAt: '2026-11-24T10:00:00Z',
	contact: {},
	links: [],
	offers: [],
	related: [],
	editions: 1
};

const session: LearningSession = {
	href: '/api/v1/trainingSessions/1',
	id: '1',
	item: { kind: 'training', id: '1', href: '/api/v1/trainings/1', title: 'Rots en Water', demo: false },
	status: 'planned',
	startsAt: '2026-12-03T12:30:00Z',
	endsAt: '2026-12-03T15:30:00Z',
	online: false,
	sequence: 0,
	registration: 'open',
	registrationOpen: true,
	places: { room: 'free', waiting: 0 }
};

describe('the calendar', () => {
	it('has whole weeks from Monday to Sunday around the month', () => {
		const weeks = weeksOf('2026-12');
		expect(weeks).toHaveLength(5);
		expect(weeks[0]?.[0]).toBe('2026-11-30');
		expect(weeks.at(-1)?.at(-1)).toBe('2027-01-03');
		expect(weeks.every((week) => week.length === 7)).toBe(true);
	});

	it('has no more than four weeks for a February that begins on Monday', () => {
		expect(weeksOf('2027-02').flat()).toHaveLength(28);
	});

	it('goes on into the next year and knows how long a month is', () => {
		expect(addMonths('2026-12', 1)).toBe('2027-01');
		expect(addMonths('2027-01', -1)).toBe('2026-12');
		expect(boundsOf('2028-02')).toEqual(['2028-02-01', '2028-02-29']);
	});

	it('shows this month when the address asks for none, or for nonsense', () => {
		expect(monthIn(new URLSearchParams(), '2026-11-24')).toBe('2026-11');
		expect(monthIn(new URLSearchParams({ month: '2026-13' }), '2026-11-24')).toBe('2026-11');
		expect(monthIn(new URLSearchParams({ month: '2027-03' }), '2026-11-24')).toBe('2027-03');
	});

	it('keeps the filters from month to month', () => {
		expect(calendarHref(new URLSearchParams({ theme: 'truancy', page: '2' }), '2027-01')).toBe(
			'/vormingen?theme=truancy&view=calendar&month=2027-01'
		);
	});

	it('is followed by the same filters', () => {
		expect(feedOf('https://bruggen.example', { theme: ['truancy'], region: [] })).toBe(
			'https://bruggen.example/calendar/trainings.ics?theme=truancy'
		);
		expect(feedOf('', {})).toBe('/calendar/trainings.ics');
	});

	it('puts a session on the day that it is in Brussels', () => {
		const late = { ...session, startsAt: '2026-12-03T23:30:00Z' };
		expect([...byDay([session, late]).keys()]).toEqual(['2026-12-03', '2026-12-04']);
	});
});

describe('a session', () => {
	it('tells its hours as a clock in Brussels does, in winter and in summer', () => {
		expect(whenOf(session)).toBe('do 3 dec 2026, 13:30 tot 16:30');
		const summer = { startsAt: '2027-06-03T12:30:00Z', endsAt: '2027-06-03T15:30:00Z' };
		expect(whenOf(summer)).toBe('do 3 jun 2027, 14:30 tot 17:30');
	});

	it('names both days where it ends on another one', () => {
		const long = { startsAt: '2026-12-03T08:00:00Z', endsAt: '2026-12-04T15:00:00Z' };
		expect(whenOf(long)).toBe('do 3 dec 2026, 09:00 tot vr 4 dec 2026, 16:00');
	});

	it('tells where it is', () => {
		const municipality = { nisCode: '44021', name: 'Gent', region: 'OVL' };
		expect(placeOf({ place: 'De Krook', municipality, online: false })).toBe('De Krook, Gent');
		expect(placeOf({ online: true })).toBe('Online');
		expect(placeOf({ place: 'De Krook', online: true })).toBe('De Krook, en online');
	});

	it('offers a place while there is room, and a place in the line when it is full', () => {
		const full = { ...session, places: { room: 'full' as const, waiting: 2 } };
		expect(standingOf(session)).toMatchObject({ way: 'place', tone: 'good' });
		expect(standingOf(full)).toMatchObject({ way: 'line', text: 'Volzet, 2 wachten op een plaats' });
	});

	it('offers nothing any more when it is closed or does not take place', () => {
		expect(standingOf({ ...session, registrationOpen: false }).way).toBeUndefined();
		const off = standingOf({ ...session, status: 'cancelled' });
		expect(off).toEqual({ text: 'Gaat niet door', tone: 'bad' });
	});
});

describe('what an item says of itself', () => {
	it('has its price in words, nothing where it is not known', () => {
		expect([undefined, 0, 6500, 1250, 123_405].map(priceOf)).toEqual([
			'',
			'gratis',
			'65 euro',
			'12,50 euro',
			'1.234,05 euro'
		]);
	});

	it('names the municipalities it is for, else the regions, else all of Flanders', () => {
		expect(areaOf(item)).toBe('heel Vlaanderen en Brussel');
		expect(areaOf({ area: { scope: 'regions', regions: ['OVL', 'WVL'] } })).toBe('OVL en WVL');
		const municipalities = [{ nisCode: '44021', name: 'Gent' }];
		expect(areaOf({ area: { scope: 'municipalities', regions: ['OVL'], municipalities } })).toBe('Gent');
	});

	it('leaves out what it does not have', () => {
		expect(factsOf(item)).toEqual([{ title: 'Waar', text: 'Heel Vlaanderen en Brussel' }]);
		expect(partsOf(item)).toEqual([]);
		expect(lineOf(item as Expertise)).toBe('');
	});

	it('says that all ages are meant rather than naming each', () => {
		const rows = factsOf({ ...item, ageBands: ['under12', 'over12'] });
		expect(rows).toContainEqual({ title: 'Leeftijd', text: 'Alle leeftijden' });
	});
});

describe('a kind', () => {
	it('has its pages below its list, and words among its filters', () => {
		expect(pageOf('goodPractice', '1')).toBe('/praktijken/1');
		for (const kind of KINDS) expect(stateOf(kind).filters).toContain('q');
		expect(stateOf('training').filters).toContain('upcoming');
		expect(stateOf('method').filters).not.toContain('upcoming');
	});
});

describe('a registration', () => {
	it('needs a name and a mail address, and no more', () => {
		expect(faultsIn(emptyDraft()).map(({ field }) => field)).toEqual(['name', 'email']);
		expect(faultsIn({ ...emptyDraft(), name: 'Oona', email: 'oona@school.be' })).toEqual([]);
	});

	it('leaves out what was left open', () => {
		const draft = { name: ' Oona ', email: 'oona@school.be ', organization: ' ', sector: '' };
		expect(asRegistration(draft)).toEqual({ name: 'Oona', email: 'oona@school.be' });
		expect(asRegistration({ ...draft, organization: 'De Brug', sector: 'education' })).toMatchObject({
			organization: 'De Brug',
			sector: 'education'
		});
	});

	it('finds its secret in what stands after the #', () => {
		expect(tokenIn('token=abc-_1')).toBe('abc-_1');
		expect(tokenIn('iets-anders')).toBe('');
	});
});
