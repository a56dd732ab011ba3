import { describe, expect, it } from 'vitest';
import { ApiFailure } from '#api/problem.ts';
import type { LearningSession, SessionRegistration } from '#api/types.ts';
import { countsOf, inTurn, nameOf, standingOf } from '#features/trainingSessions/attendance.ts';
import {
	againOf,
	blank,
	faultsIn,
	faultsOfSession,
	formOf,
	inputOf,
	type SessionForm
} from '#features/trainingSessions/form.ts';
import { capacityOf, stateOf, whereOf } from '#features/trainingSessions/words.ts';

const SESSION: LearningSession = {
	href: '/api/v1/trainingSessions/1',
	id: '1',
	item: { kind: 'training', id: '1', href: '/api/v1/trainings/1', title: 'Rots en Water', demo: false },
	status: 'planned',
	startsAt: '2026-12-03T12:30:00.000Z',
	endsAt: '2026-12-03T15:30:00.000Z',
	place: 'De Krook',
	municipality: { nisCode: '44021', name: 'Gent', region: 'OVL' },
	online: false,
	sequence: 0,
	note: 'Kom langs de achterdeur.',
	registration: 'open',
	registrationUntil: '2026-12-01T22:59:00.000Z',
	registrationOpen: true,
	places: { room: 'free', waiting: 0, capacity: 20 }
};

const FILLED: SessionForm = { ...blank(), day: '2026-12-03', from: '13:30', until: '16:30' };

function fields(form: SessionForm): (string | undefined)[] {
	return faultsIn(form).map(({ field }) => field);
}

describe('the form of a session', () => {
	it('shows the times of a clock in Brussels and gives back the same moments', () => {
		const form = formOf(SESSION);
		expect(form).toMatchObject({ day: '2026-12-03', from: '13:30', until: '16:30', lastDay: '' });
		expect(form).toMatchObject({ closesOn: '2026-12-01', closesAt: '23:59' });
		expect(inputOf(form)).toEqual({
			startsAt: SESSION.startsAt,
			endsAt: SESSION.endsAt,
			place: 'De Krook',
			municipality: '44021',
			online: false,
			onlineUrl: null,
			note: 'Kom langs de achterdeur.',
			capacity: 20,
			registration: 'open',
			registrationUntil: SESSION.registrationUntil
		});
	});

	it('reckons with summer time on either side of its change', () => {
		expect(inputOf({ ...FILLED, day: '2027-03-27' }).startsAt).toBe('2027-03-27T12:30:00.000Z');
		expect(inputOf({ ...FILLED, day: '2027-03-28' }).startsAt).toBe('2027-03-28T11:30:00.000Z');
	});

	it('may end on another day', () => {
		const form = { ...FILLED, lastDay: '2026-12-04', until: '12:00' };
		expect(fields(form)).toEqual([]);
		expect(inputOf(form).endsAt).toBe('2026-12-04T11:00:00.000Z');
	});

	it('leaves registration open until the end of the last day where no hour is said', () => {
		expect(inputOf({ ...FILLED, closesOn: '2026-12-01' }).registrationUntil).toBe('2026-12-01T22:59:00.000Z');
	});

	it('says nothing of a place for what is online alone, and of no address for what is not', () => {
		const both = { ...FILLED, place: 'De Krook', onlineUrl: 'https://example.org/zaal' };
		expect(inputOf({ ...both, where: 'online' })).toMatchObject({ place: null, online: true });
		expect(inputOf({ ...both, where: 'place' })).toMatchObject({ onlineUrl: null, online: false });
		expect(inputOf({ ...both, where: 'both' })).toMatchObject({
			place: 'De Krook',
			onlineUrl: both.onlineUrl
		});
	});

	it('is taken over for a next time but for its days', () => {
		const again = againOf({ ...SESSION, registration: 'closed' });
		expect(again).toMatchObject({ day: '', from: '13:30', place: 'De Krook', capacity: '20' });
		expect(again).toMatchObject({ closesOn: '', registration: 'open' });
	});

	it('names what is missing in the order of the page', () => {
		expect(fields(blank())).toEqual(['day', 'from', 'until']);
		expect(fields(FILLED)).toEqual([]);
	});

	it.each([
		['until', { until: '13:30' }],
		['until', { lastDay: '2026-12-02' }],
		['onlineUrl', { where: 'online', onlineUrl: 'zaal.example.org' }],
		['capacity', { capacity: '0' }],
		['capacity', { capacity: 'twintig' }],
		['closesOn', { closesAt: '12:00' }]
	])('finds fault with %s: %o', (field, wrong) => {
		expect(fields({ ...FILLED, ...wrong })).toEqual([field]);
	});

	it('puts what the API refuses beside the field that it came from', () => {
		const issues = [
			{ type: 'urn:problem-type:belgif:input-validation:schemaViolation', name: 'registrationUntil' }
		];
		const failure = new ApiFailure('badRequest', 400, { issues });
		expect(faultsOfSession(failure)).toEqual([{ field: 'closesOn', text: expect.any(String) }]);
	});
});

describe('a session in words', () => {
	it('is to come, full, cancelled or over', () => {
		const before = new Date('2026-12-01T00:00:00Z');
		expect(stateOf(SESSION, before)).toMatchObject({ text: 'Er is plaats', tone: 'good' });
		expect(stateOf({ ...SESSION, places: { room: 'full', waiting: 2 } }, before).tone).toBe('attention');
		expect(stateOf({ ...SESSION, status: 'cancelled' }).text).toBe('Gaat niet door');
		expect(stateOf(SESSION, new Date('2026-12-03T15:30:00Z')).text).toBe('Voorbij');
	});

	it('says what is not known or not bounded', () => {
		expect(whereOf(SESSION)).toBe('De Krook, Gent');
		expect(whereOf({ ...SESSION, place: undefined, municipality: undefined })).toBe('Nog niet bekend');
		expect(capacityOf(SESSION)).toBe('20 plaatsen');
		expect(capacityOf({ places: { room: 'free', waiting: 0 } })).toBe('Onbeperkt');
	});
});

function registered(number: number, more: Partial<SessionRegistration>): SessionRegistration {
	return {
		href: `/api/v1/registrations/${number}`,
		id: String(number),
		number,
		status: 'confirmed',
		registeredAt: '2026-11-20T10:00:00Z',
		...more
	};
}

const ALL = [
	registered(1, { name: 'Zoë Wouters', came: true }),
	registered(2, { status: 'cancelled', name: 'Jo Peeters' }),
	registered(3, { name: 'Émile Adams' }),
	registered(4, { status: 'waiting', name: 'Bo Claes' }),
	registered(5, { status: 'waiting', name: 'An Baert' })
];

describe('who registered', () => {
	it('stands by name among who comes, by turn among who waits, and last when they cancelled', () => {
		expect(inTurn(ALL).map(({ number }) => number)).toEqual([3, 1, 4, 5, 2]);
	});

	it('knows the place in the line', () => {
		expect(ALL.map((one) => standingOf(one, ALL).text)).toEqual([
			'Heeft een plaats',
			'Afgezegd',
			'Heeft een plaats',
			'Wacht, nummer 1',
			'Wacht, nummer 2'
		]);
	});

	it('is counted', () => {
		expect(countsOf(ALL)).toEqual({ confirmed: 2, waiting: 2, cancelled: 1, came: 1, open: 1 });
	});

	it('is a number once the name was erased', () => {
		expect(nameOf(registered(7, {}))).toBe('Naam gewist (7)');
	});
});
