import { read, succeed } from '#api/client.ts';
import { loadPerson, own } from '#api/own.ts';
import { ApiFailure } from '#api/problem.ts';
import { tagged, type Tagged } from '#api/saving.svelte.ts';
import { isTheirs } from '#api/scopes.ts';
import type {
	Absence,
	Meeting,
	MeetingInput,
	MeetingItem,
	MeetingPatch,
	Network,
	NetworkMember,
	NetworkMemberInput
} from '#api/types.ts';
import { addDays } from '#lib/i18n/days.ts';
import { dayOf } from '#lib/i18n/format.ts';
import { apiQuery, asParams, PAGE_SIZE, type TableState } from '#lib/table/query.ts';
import { noteDemo } from '#lib/ui/demo.svelte.ts';
import { membersPath } from './paths';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };
const MEETING = '/api/v1/networkMeetings/{networkMeetingId}';
const MEMBER = '/api/v1/networkMembers/{networkMemberId}';
const MANY = 400;

export type ReadMeeting = Tagged<Meeting>;
export type ReadMember = Tagged<NetworkMember>;

/** A page of a list. */
export interface Found<Item> {
	items: Item[];
	total: number;
}

const ofNetwork = (networkId: string) => ({ path: { networkId } });
const at = (networkMeetingId: string) => ({ path: { networkMeetingId } });
const ofMember = (networkMemberId: string) => ({ path: { networkMemberId } });

export async function readNetwork(id: string): Promise<Network> {
	const network = await read(own.GET('/api/v1/networks/{networkId}', { params: ofNetwork(id) }));
	noteDemo(network.demo);
	return network;
}

/** A network that the reader keeps; whoever does not is told so before the API does. */
export async function readOwnNetwork(id: string): Promise<Network> {
	const [person, network] = await Promise.all([loadPerson(), readNetwork(id)]);
	if (!isTheirs(person, network)) throw new ApiFailure('forbidden', 403);
	return network;
}

/** The meetings that end on a day or later, the first to come first. */
export async function comingMeetings(networkId: string, today: string): Promise<MeetingItem[]> {
	const query = { from: today, pageSize: MANY };
	const params = { ...ofNetwork(networkId), query };
	return (await read(own.GET('/api/v1/networks/{networkId}/meetings', { params }))).items;
}

/** A page of the meetings that began before a day, the last one first. */
export function pastMeetings(networkId: string, today: string, page: number): Promise<Found<MeetingItem>> {
	const sort = ['-startsAt' as const];
	const query = { to: addDays(today, -1), sort, page, pageSize: PAGE_SIZE };
	const params = { ...ofNetwork(networkId), query };
	return read(own.GET('/api/v1/networks/{networkId}/meetings', { params }));
}

export function readMeeting(id: string): Promise<ReadMeeting> {
	return tagged(own.GET(MEETING, { params: at(id) }));
}

/** Plans a meeting with the members of its day; sent twice under the same key it is done once. */
export function planMeeting(
	networkId: string,
	details: Omit<MeetingInput, 'tasks'>,
	key: string
): Promise<Meeting> {
	const params = { ...ofNetwork(networkId), header: { 'idempotency-key': key } };
	const body = { ...details, tasks: [] };
	return read(own.POST('/api/v1/networks/{networkId}/meetings', { params, body }));
}

/** Changes a meeting, as it was read under this tag. */
export function changeMeeting(id: string, etag: string, body: MeetingPatch): Promise<ReadMeeting> {
	const params = { ...at(id), header: { 'if-match': etag } };
	return tagged(own.PATCH(MEETING, { params, headers: MERGE_PATCH, body }));
}

/**
 * Changes a meeting as it is at this moment, whatever was changed in it since it was shown.
 *
 * @param change what is to be different in the meeting that it gets
 */
export async function amendMeeting(id: string, change: (now: Meeting) => MeetingPatch): Promise<ReadMeeting> {
	const { item, etag } = await readMeeting(id);
	try {
		return await changeMeeting(id, etag, change(item));
	} catch (failure) {
		if (!(failure instanceof ApiFailure && failure.status === 412)) throw failure;
		return amendMeeting(id, change);
	}
}

/** Mails everybody with an address an invitation for their calendar. */
export function invite(id: string): Promise<ReadMeeting> {
	return tagged(own.POST(`${MEETING}/invitations`, { params: at(id) }));
}

/** Says that it does not take place, to everybody who was invited. */
export function cancelMeeting(id: string): Promise<ReadMeeting> {
	return tagged(own.POST(`${MEETING}/cancellations`, { params: at(id) }));
}

export async function removeMeeting(id: string): Promise<void> {
	await succeed(own.DELETE(MEETING, { params: at(id) }));
}

/** Everybody who takes part or did once, by name. */
export async function listMembers(networkId: string): Promise<NetworkMember[]> {
	const params = { ...ofNetwork(networkId), query: { pageSize: MANY } };
	return (await read(own.GET('/api/v1/networks/{networkId}/members', { params }))).items;
}

/** Who takes part at a moment, by name. */
export async function membersAt(networkId: string, instant: string): Promise<NetworkMember[]> {
	const params = { ...ofNetwork(networkId), query: { activeOn: dayOf(new Date(instant)), pageSize: MANY } };
	return (await read(own.GET('/api/v1/networks/{networkId}/members', { params }))).items;
}

export function readMember(id: string): Promise<ReadMember> {
	return tagged(own.GET(MEMBER, { params: ofMember(id) }));
}

/** Lets somebody take part; sent twice under the same key it is done once. */
export function addMember(networkId: string, body: NetworkMemberInput, key: string): Promise<NetworkMember> {
	const params = { ...ofNetwork(networkId), header: { 'idempotency-key': key } };
	return read(own.POST('/api/v1/networks/{networkId}/members', { params, body }));
}

export function changeMember(
	id: string,
	etag: string,
	body: Partial<NetworkMemberInput>
): Promise<NetworkMember> {
	const params = { ...ofMember(id), header: { 'if-match': etag } };
	return read(own.PATCH(MEMBER, { params, headers: MERGE_PATCH, body }));
}

export async function removeMember(id: string): Promise<void> {
	await succeed(own.DELETE(MEMBER, { params: ofMember(id) }));
}

/** The table of who is missing, which stands on the page of the members. */
export function absenceState(networkId: string): TableState {
	return { path: membersPath(networkId), filters: ['sector', 'located'], usualSort: '' };
}

/** Who works in the area of the network and is no member: those who share most themes first. */
export function findAbsences(networkId: string, search: URLSearchParams): Promise<Found<Absence>> {
	const query = apiQuery(search, absenceState(networkId));
	// They have an order of their own.
	query.delete('sort');
	const params = { ...ofNetwork(networkId), query: asParams(query) };
	return read(own.GET('/api/v1/networks/{networkId}/absences', { params }));
}
