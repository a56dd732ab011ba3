import { read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { tagged, type Tagged } from '#api/saving.svelte.ts';
import type {
	AccessLogEntry,
	Case,
	CaseAccess,
	CaseHandover,
	CaseMessage,
	CaseOffer,
	CaseSuggestion,
	CaseTask,
	TimelineEntry
} from '#api/types.ts';
import type { Confirmation } from '#lib/sensitive/spots.ts';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };
const CASE = '/api/v1/caseConsultations/{caseConsultationId}';
const MANY = 100;

export type ReadCase = Tagged<Case>;

/** A list of which not all has come yet. */
export interface Part<Item> {
	items: Item[];
	total: number;
}

const at = (caseConsultationId: string) => ({ path: { caseConsultationId } });

export function readCase(id: string): Promise<ReadCase> {
	return tagged(own.GET(CASE, { params: at(id) }));
}

/** The steps that are resources of the API, each by its name. */
const STEPS = [
	'submissions',
	'screenings',
	'completionRequests',
	'consultPlans',
	'consults',
	'feedbacks',
	'closures',
	'referrals',
	'refusals',
	'withdrawals',
	'reopenings'
] as const;
export type StepName = (typeof STEPS)[number];

export function isStep(name: string): name is StepName {
	return (STEPS as readonly string[]).includes(name);
}

/** What is said with a step: see `stepFields.ts`. */
export type Said = Record<string, unknown> & { confirmations: Confirmation[] };

/** Takes a step of the path; answers with the case as it is then. */
export function takeStep(id: string, step: StepName, said: Said): Promise<ReadCase> {
	// Each step has a body of its own; the API checks it.
	return tagged(
		own.POST(`${CASE}/${step}` as `${typeof CASE}/screenings`, { params: at(id), body: said as never })
	);
}

/** Says why a case is taken in that only one side handed in. */
export async function admit(id: string, etag: string, admissionReason: string): Promise<ReadCase> {
	const params = { ...at(id), header: { 'if-match': etag } };
	return tagged(own.PATCH(CASE, { params, headers: MERGE_PATCH, body: { admissionReason } as never }));
}

/** What became of it, 3 and 6 months later. */
export function rate(id: string, rating: Record<string, string>): Promise<ReadCase> {
	return tagged(own.PATCH(`${CASE}/rating`, { params: at(id), headers: MERGE_PATCH, body: rating as never }));
}

export async function watch(id: string, watched: boolean): Promise<void> {
	const asked = { params: at(id) };
	await succeed(watched ? own.POST(`${CASE}/watches`, asked) : own.DELETE(`${CASE}/watches`, asked));
}

/** What happened, the newest first. */
export async function readTimeline(id: string, page = 1): Promise<Part<TimelineEntry>> {
	const params = { ...at(id), query: { page, pageSize: 50 } };
	return read(own.GET(`${CASE}/timeline`, { params }));
}

export async function say(id: string, message: CaseMessage): Promise<void> {
	await succeed(own.POST(`${CASE}/messages`, { params: at(id), body: message }));
}

/** Who looked, the newest first. */
export async function readAccessLog(id: string): Promise<Part<AccessLogEntry>> {
	return read(own.GET(`${CASE}/accessLog`, { params: { ...at(id), query: { pageSize: 20 } } }));
}

/** What is still to be done, the first due first. */
export async function readTasks(id: string): Promise<CaseTask[]> {
	const params = { query: { case: [id], pageSize: MANY } };
	return (await read(own.GET('/api/v1/caseTasks', { params }))).items;
}

/** What somebody adds to do. */
export interface TaskDraft {
	text: string;
	dueOn: string;
	assignee: string;
	confirmations: Confirmation[];
}

export async function addTask(id: string, { assignee, ...task }: TaskDraft, key: string): Promise<void> {
	const params = { ...at(id), header: { 'idempotency-key': key } };
	const body = { ...task, ...(assignee && { assignee }) };
	await succeed(own.POST(`${CASE}/tasks`, { params, body }));
}

/** Gives a task another day, or to somebody else. */
export async function moveTask(caseTaskId: string, dueOn: string, assignee: string): Promise<void> {
	const { etag } = await tagged(
		own.GET('/api/v1/caseTasks/{caseTaskId}', { params: { path: { caseTaskId } } })
	);
	const params = { path: { caseTaskId }, header: { 'if-match': etag } };
	const body = { dueOn, assignee: assignee || null };
	await succeed(own.PATCH('/api/v1/caseTasks/{caseTaskId}', { params, headers: MERGE_PATCH, body }));
}

export async function completeTask(caseTaskId: string): Promise<void> {
	await succeed(own.POST('/api/v1/caseTasks/{caseTaskId}/completions', { params: { path: { caseTaskId } } }));
}

/** Offers that were put forward. */
export async function readOffers(id: string): Promise<CaseOffer[]> {
	return (await read(own.GET(`${CASE}/offers`, { params: at(id) }))).items;
}

/** Offers that could fit, the best first. */
export async function readSuggestions(id: string): Promise<CaseSuggestion[]> {
	return (await read(own.GET(`${CASE}/offerSuggestions`, { params: at(id) }))).items;
}

export async function putForward(
	id: string,
	offer: string,
	note: string,
	confirmations: Confirmation[]
): Promise<void> {
	const body = { offer, confirmations, ...(note.trim() && { note: note.trim() }) };
	await succeed(own.POST(`${CASE}/offers`, { params: at(id), body }));
}

export async function takeBack(id: string, offerId: string): Promise<void> {
	const params = { path: { caseConsultationId: id, offerId } };
	await succeed(own.DELETE(`${CASE}/offers/{offerId}`, { params }));
}

/** Who was let in for a while. */
export async function readAccesses(id: string): Promise<CaseAccess[]> {
	return (await read(own.GET(`${CASE}/experts`, { params: at(id) }))).items;
}

export interface ExpertDraft {
	email: string;
	validUntil: string;
	reason: string;
	confirmations: Confirmation[];
}

export async function askExpert(id: string, body: ExpertDraft): Promise<void> {
	await succeed(own.POST(`${CASE}/experts`, { params: at(id), body }));
}

export async function endAccess(id: string, accessId: string): Promise<void> {
	const params = { path: { caseConsultationId: id, accessId } };
	await succeed(own.DELETE(`${CASE}/experts/{accessId}`, { params }));
}

/** The last hand-over of this case. */
export async function readHandover(id: string): Promise<CaseHandover | undefined> {
	const params = { query: { case: [id], pageSize: 1 } };
	return (await read(own.GET('/api/v1/caseHandovers', { params }))).items[0];
}

export async function withdrawHandover(caseHandoverId: string): Promise<void> {
	const params = { path: { caseHandoverId } };
	await succeed(own.POST('/api/v1/caseHandovers/{caseHandoverId}/withdrawals', { params }));
}

export async function proposeHandover(
	id: string,
	region: string,
	reason: string,
	confirmations: Confirmation[]
): Promise<void> {
	await succeed(own.POST(`${CASE}/handovers`, { params: at(id), body: { region, reason, confirmations } }));
}
