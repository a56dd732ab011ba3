import { describe, expect, it } from 'vitest';
import type { Meeting, MeetingItem } from '#api/types.ts';
import {
	faultsIn as faultsInMember,
	formOf as memberFormOf,
	saidIn
} from '#features/networkTable/memberForm.ts';
import { blank, detailsOf, faultsIn, formOf } from '#features/networkTable/meetingForm.ts';
import { contentOf, formOf as notesFormOf, notesOf, patchOf } from '#features/networkTable/notes.ts';
import { listOf, rowsOf, told } from '#features/networkTable/people.ts';
import { countOf, standingOf } from '#features/networkTable/words.ts';

const network = { id: '1', href: '/api/v1/networks/1', title: 'RADAR' };

const MEETING: Meeting = {
	href: '/api/v1/networkMeetings/2',
	id: '2',
	network,
	status: 'planned',
	title: 'Kernoverleg',
	startsAt: '2031-07-01T11:30:00Z',
	endsAt: '2031-07-01T13:30:00Z',
	place: 'De Krook, Gent',
	expected: 2,
	attended: 1,
	openTasks: 0,
	updatedAt: '2026-11-20T10:00:00Z',
	sequence: 0,
	agenda: '1. Welkom',
	attendances: [
		{ id: 'a', member: 'm', name: 'CLB', email: 'onthaal@clb.test', invitedAt: '2026-11-20T10:00:00Z' },
		{ id: 'b', name: 'Leerlingbegeleiding', came: true }
	],
	tasks: []
};

const [clb, guidance] = MEETING.attendances as [Meeting['attendances'][0], Meeting['attendances'][0]];

describe('The form of a meeting', () => {
	it('has the times of a clock in Brussels, in summer and in winter', () => {
		expect(formOf(MEETING)).toMatchObject({ day: '2031-07-01', from: '13:30', until: '15:30', nights: 0 });
		const winter = { ...formOf(MEETING), day: '2031-12-01' };
		expect(detailsOf(winter).startsAt).toBe('2031-12-01T12:30:00.000Z');
	});

	it('keeps all that a meeting says, and a last day that is another one', () => {
		const long = { ...MEETING, endsAt: '2031-07-02T10:00:00Z' };
		const { title, place, agenda } = MEETING;
		expect(detailsOf(formOf(long))).toEqual({
			...{ title, place, agenda },
			startsAt: '2031-07-01T11:30:00.000Z',
			endsAt: '2031-07-02T10:00:00.000Z'
		});
		expect(faultsIn(formOf(long))).toEqual([]);
	});

	it('wants a day and two times in their order, and nothing else', () => {
		const fields = (form: Parameters<typeof faultsIn>[0]) => faultsIn(form).map(({ field }) => field);
		expect(fields(blank('Overleg'))).toEqual(['day', 'from', 'until']);
		const form = { ...blank('Overleg'), day: '2031-07-01', from: '13:30', until: '15:30' };
		expect(fields(form)).toEqual([]);
		expect(fields({ ...form, until: '13:30', onlineUrl: 'teams' })).toEqual(['until', 'onlineUrl']);
	});
});

describe('The list of who is expected', () => {
	it('keeps whom others put on it meanwhile, and what was noted', () => {
		const kept = rowsOf([guidance]).map((row) => ({ ...row, email: ' zorg@school.test ' }));
		const changed = [...kept, { name: 'Gast', email: '' }];
		const later = { id: 'c', name: 'CAW' };
		expect(listOf(MEETING.attendances, changed, [clb, { ...guidance, came: false }, later])).toEqual([
			{ id: 'b', came: false, member: undefined, name: 'Leerlingbegeleiding', email: 'zorg@school.test' },
			{ member: undefined, name: 'Gast', email: null },
			{ id: 'c', member: undefined, name: 'CAW', email: undefined, came: undefined }
		]);
	});

	it('does not bring back whom somebody else took off it', () => {
		expect(listOf(MEETING.attendances, rowsOf(MEETING.attendances), [guidance])).toHaveLength(1);
	});

	it('says who was mailed, and who has no address', () => {
		expect(told(MEETING.attendances)).toEqual({ invited: ['CLB'], without: ['Leerlingbegeleiding'] });
	});
});

describe('What is noted down at a meeting', () => {
	it('is told to the API by name, with all others as they were', () => {
		const changes = { 'came:a': false };
		expect(patchOf(MEETING, changes)).toEqual({
			attendances: [
				{ id: 'a', member: 'm', name: 'CLB', email: 'onthaal@clb.test', came: false },
				{ id: 'b', name: 'Leerlingbegeleiding', came: true }
			]
		});
		expect(patchOf(MEETING, { minutes: null })).toEqual({ minutes: null });
	});

	it('is the same after it went through the form', () => {
		const notes = notesOf({ ...MEETING, minutes: 'We spraken af.' });
		expect(contentOf(notesFormOf(notes))).toEqual({ minutes: 'We spraken af.', 'came:b': true });
	});
});

describe('A meeting in words', () => {
	const past = { startsAt: '2026-01-05T13:00:00Z', endsAt: '2026-01-05T15:00:00Z' };

	it('waits for notes once it is over', () => {
		expect(standingOf(MEETING).text).toBe('Gepland');
		expect(standingOf({ ...MEETING, ...past })).toEqual({ text: 'Nog te noteren', tone: 'attention' });
		expect(standingOf({ ...MEETING, ...past, status: 'held' }).tone).toBe('good');
	});

	it('counts who is expected, and afterwards who was there', () => {
		const item: MeetingItem = MEETING;
		expect(countOf(item)).toBe('2 deelnemers verwacht');
		expect(countOf({ ...item, status: 'held' })).toBe('1 van 2 waren er');
	});
});

describe('The form of a member', () => {
	it('keeps all that is known, and says nothing of the rest', () => {
		const organization = { id: '9', href: '/api/v1/organizations/9', name: 'CAW' };
		const member = { href: '/', id: '8', network, organization, role: 'lead', since: '2020-09-01' };
		expect(saidIn(memberFormOf(member))).toEqual({ organization: '9', role: 'lead', since: '2020-09-01' });
	});

	it('wants an organization or a post, and days in their order', () => {
		const form = { ...memberFormOf({ href: '/', id: '8', network, role: 'member' }), since: '2026-02-01' };
		expect(faultsInMember(form).map(({ field }) => field)).toEqual(['organization']);
		expect(faultsInMember({ ...form, post: 'CLB', until: '2026-01-31' })).toMatchObject([{ field: 'until' }]);
	});
});
