import { api, read, succeed } from '#api/client.ts';
import type {
	EvaluationInput,
	Expertise,
	ExpertisePage,
	LearningSession,
	NetworkMember,
	RegistrationAnswer,
	RegistrationCheck,
	RegistrationInput
} from '#api/types.ts';
import { apiQuery, asParams } from '#lib/table/query.ts';
import { noteDemo } from '#lib/ui/demo.svelte.ts';
import { boundsOf, CALENDAR, monthIn } from './calendar';
import { type Kind, stateOf } from './kinds';

/** A page of a list. */
export interface Found {
	items: Expertise[];
	total: number;
}

type Params = Record<string, unknown>;

const LISTS: Record<Kind, (query: Params) => Promise<Found>> = {
	network: (query) => read(api.GET('/api/v1/networks', { params: { query } })),
	training: (query) => read(api.GET('/api/v1/trainings', { params: { query } })),
	gathering: (query) => read(api.GET('/api/v1/gatherings', { params: { query } })),
	goodPractice: (query) => read(api.GET('/api/v1/goodPractices', { params: { query } })),
	method: (query) => read(api.GET('/api/v1/methods', { params: { query } })),
	expertPost: (query) => read(api.GET('/api/v1/expertPosts', { params: { query } })),
	initiative: (query) => read(api.GET('/api/v1/initiatives', { params: { query } }))
};

const ONES: Record<Kind, (id: string) => Promise<ExpertisePage>> = {
	network: (networkId) => read(api.GET('/api/v1/networks/{networkId}', { params: { path: { networkId } } })),
	training: (trainingId) =>
		read(api.GET('/api/v1/trainings/{trainingId}', { params: { path: { trainingId } } })),
	gathering: (gatheringId) =>
		read(api.GET('/api/v1/gatherings/{gatheringId}', { params: { path: { gatheringId } } })),
	goodPractice: (goodPracticeId) =>
		read(api.GET('/api/v1/goodPractices/{goodPracticeId}', { params: { path: { goodPracticeId } } })),
	method: (methodId) => read(api.GET('/api/v1/methods/{methodId}', { params: { path: { methodId } } })),
	expertPost: (expertPostId) =>
		read(api.GET('/api/v1/expertPosts/{expertPostId}', { params: { path: { expertPostId } } })),
	initiative: (initiativeId) =>
		read(api.GET('/api/v1/initiatives/{initiativeId}', { params: { path: { initiativeId } } }))
};

async function list(kind: Kind, query: Params): Promise<Found> {
	const found = await LISTS[kind](query);
	noteDemo(found.items.some(({ demo }) => demo));
	return found;
}

/** What a state of a kind's list shows. */
export function findItems(kind: Kind, search: URLSearchParams): Promise<Found> {
	return list(kind, asParams(apiQuery(search, stateOf(kind))));
}

/** How many there are of a kind that these filters leave, and the first few of them. */
export function surveyItems(
	kind: Kind,
	most: number,
	filters: Readonly<Record<string, readonly string[]>> = {}
): Promise<Found> {
	return list(kind, { pageSize: most, ...filters });
}

export async function readItem(kind: Kind, id: string): Promise<ExpertisePage> {
	const item = await ONES[kind](id);
	noteDemo(item.demo);
	return item;
}

const MOST = 100;

/** Who takes part in a network on a day. */
export async function membersOf(networkId: string, day: string): Promise<NetworkMember[]> {
	const params = { path: { networkId }, query: { activeOn: day, pageSize: MOST } };
	return (await read(api.GET('/api/v1/networks/{networkId}/members', { params }))).items;
}

function shown(sessions: LearningSession[]): LearningSession[] {
	noteDemo(sessions.some(({ item }) => item.demo));
	return sessions;
}

/** The sessions of a training or gathering that end on a day or later. */
export async function sessionsOf(kind: Kind, id: string, day: string): Promise<LearningSession[]> {
	const query = { from: day, pageSize: MOST };
	const { items } = await (kind === 'training'
		? read(
				api.GET('/api/v1/trainings/{trainingId}/sessions', { params: { path: { trainingId: id }, query } })
			)
		: read(
				api.GET('/api/v1/gatherings/{gatheringId}/sessions', { params: { path: { gatheringId: id }, query } })
			));
	return items;
}

/** The first sessions of all trainings and gatherings that take place on a day or later. */
export async function nextSessions(day: string, most: number): Promise<LearningSession[]> {
	const query = { from: day, status: ['planned' as const], pageSize: most };
	return shown((await read(api.GET('/api/v1/trainingSessions', { params: { query } }))).items);
}

/** The sessions of the month that an address asks for. */
export async function monthOf(search: URLSearchParams): Promise<LearningSession[]> {
	const [from, to] = boundsOf(monthIn(search));
	const query = { ...asParams(apiQuery(search, CALENDAR)), from, to, page: 1, pageSize: MOST };
	return shown((await read(api.GET('/api/v1/trainingSessions', { params: { query } }))).items);
}

export async function readSession(trainingSessionId: string): Promise<LearningSession> {
	const params = { path: { trainingSessionId } };
	const session = await read(api.GET('/api/v1/trainingSessions/{trainingSessionId}', { params }));
	noteDemo(session.item.demo);
	return session;
}

/** Registers somebody; sent twice under the same key it is done once. */
export function register(
	trainingSessionId: string,
	body: RegistrationInput,
	key: string
): Promise<RegistrationAnswer> {
	const params = { path: { trainingSessionId }, header: { 'idempotency-key': key } };
	return read(api.POST('/api/v1/trainingSessions/{trainingSessionId}/registrations', { params, body }));
}

/** What the registration is that a mailed link stands for. */
export async function checkRegistration(token: string): Promise<RegistrationCheck> {
	const check = await read(api.POST('/api/v1/registrationChecks', { body: { token } }));
	noteDemo(check.session.item.demo);
	return check;
}

/** Takes a registration back. */
export function cancelRegistration(token: string): Promise<RegistrationCheck> {
	return read(api.POST('/api/v1/registrationCancellations', { body: { token } }));
}

/** Says what somebody who came thought of a session; with it is kept nothing of who that was. */
export async function evaluate(body: EvaluationInput): Promise<void> {
	await succeed(api.POST('/api/v1/evaluations', { body }));
}
