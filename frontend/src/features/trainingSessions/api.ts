import { read, succeed } from '#api/client.ts';
import { handOut } from '#api/download.ts';
import { municipalityNames } from '#api/lookups.ts';
import { loadPerson, own } from '#api/own.ts';
import { ApiFailure } from '#api/problem.ts';
import { tagged, type Tagged } from '#api/saving.svelte.ts';
import { isTheirs } from '#api/scopes.ts';
import type {
	EvaluationSummary,
	ExpertisePage,
	LearningSession,
	SessionInput,
	SessionRegistration
} from '#api/types.ts';

/** What has sessions. */
export type Kind = 'training' | 'gathering';

const MOST = 200;

/** The training or gathering, also when it is not public. */
function readItem(kind: Kind, id: string): Promise<ExpertisePage> {
	return kind === 'training'
		? read(own.GET('/api/v1/trainings/{trainingId}', { params: { path: { trainingId: id } } }))
		: read(own.GET('/api/v1/gatherings/{gatheringId}', { params: { path: { gatheringId: id } } }));
}

/** The sessions of a training or gathering, the last one first. */
async function sessionsOf(kind: Kind, id: string): Promise<LearningSession[]> {
	const query = { pageSize: MOST, sort: ['-startsAt' as const] };
	const { items } = await (kind === 'training'
		? read(
				own.GET('/api/v1/trainings/{trainingId}/sessions', { params: { path: { trainingId: id }, query } })
			)
		: read(
				own.GET('/api/v1/gatherings/{gatheringId}/sessions', { params: { path: { gatheringId: id }, query } })
			));
	return items;
}

/** What a page needs on which the sessions of an item are kept; stops whose they are not, before the API does. */
export async function loadDesk(
	kind: Kind,
	id: string
): Promise<{ item: ExpertisePage; sessions: LearningSession[]; municipalities: Map<string, string> }> {
	const [person, item, sessions, municipalities] = await Promise.all([
		loadPerson(),
		readItem(kind, id),
		sessionsOf(kind, id),
		municipalityNames()
	]);
	if (!isTheirs(person, item)) throw new ApiFailure('forbidden', 403);
	return { item, sessions, municipalities };
}

const SESSION = '/api/v1/trainingSessions/{trainingSessionId}';
const at = (trainingSessionId: string) => ({ path: { trainingSessionId } });

/** A session with all that those may see who keep it. */
export function readSession(id: string): Promise<Tagged<LearningSession>> {
	return tagged(own.GET(SESSION, { params: at(id) }));
}

/** Plans a session; sent twice under the same key it is done once. */
export function planSession(
	kind: Kind,
	itemId: string,
	body: SessionInput,
	key: string
): Promise<LearningSession> {
	const header = { 'idempotency-key': key };
	return kind === 'training'
		? read(
				own.POST('/api/v1/trainings/{trainingId}/sessions', {
					params: { path: { trainingId: itemId }, header },
					body
				})
			)
		: read(
				own.POST('/api/v1/gatherings/{gatheringId}/sessions', {
					params: { path: { gatheringId: itemId }, header },
					body
				})
			);
}

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

/** Changes a session; an ApiFailure of status 412 when it changed since it was read. */
export async function changeSession(id: string, changes: Partial<SessionInput>, etag: string): Promise<void> {
	const params = { ...at(id), header: { 'if-match': etag } };
	await succeed(own.PATCH(SESSION, { params, headers: MERGE_PATCH, body: changes }));
}

/** Says that a session will not take place: whoever registered is told. */
export async function cancelSession(id: string): Promise<void> {
	await succeed(own.POST(`${SESSION}/cancellations`, { params: at(id) }));
}

/** Takes a session away that nobody registered for, as it was read under this tag. */
export async function removeSession(id: string, etag: string): Promise<void> {
	await succeed(own.DELETE(SESSION, { params: { ...at(id), header: { 'if-match': etag } } }));
}

/** Everybody who registered for a session, in the order in which they did. */
export async function registrationsOf(id: string): Promise<SessionRegistration[]> {
	const found: SessionRegistration[] = [];
	for (let page = 1; ; page += 1) {
		const query = { page, pageSize: MOST };
		const answer = await read(own.GET(`${SESSION}/registrations`, { params: { ...at(id), query } }));
		found.push(...answer.items);
		if (answer.items.length < MOST) return found;
	}
}

// Two at the door note the same people: the last word holds, and nobody is asked which of both it should be.
const ANY = { 'if-match': '*' };

/** Notes whether somebody came; null takes a note back. */
export function noteAttendance(registrationId: string, came: boolean | null): Promise<SessionRegistration> {
	const params = { path: { registrationId }, header: ANY };
	return read(
		own.PATCH('/api/v1/registrations/{registrationId}', { params, headers: MERGE_PATCH, body: { came } })
	);
}

/** Takes somebody out: they are told, and the first in line gets the place. */
export async function removeRegistration(registrationId: string): Promise<void> {
	const params = { path: { registrationId }, header: ANY };
	await succeed(own.DELETE('/api/v1/registrations/{registrationId}', { params }));
}

/** Hands the list of who registered to the person as a file. */
export async function downloadRegistrations(id: string, format: 'csv' | 'xlsx', name: string): Promise<void> {
	const params = { ...at(id), query: { format } };
	const asked = own.GET(`${SESSION}/registrations`, { params, parseAs: 'blob' });
	handOut((await read(asked as Promise<{ data?: Blob; response: Response }>)) as Blob, `${name}.${format}`);
}

/** What those who came thought of a session, taken together. */
export function evaluationsOf(id: string): Promise<EvaluationSummary> {
	return read(own.GET(`${SESSION}/evaluations`, { params: at(id) }));
}
