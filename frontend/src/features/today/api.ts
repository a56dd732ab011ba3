import { read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import type { CaseHandover, CaseTask, News, Profile, Today } from '#api/types.ts';
import { addDays } from '#lib/i18n/days.ts';

const MANY = 100;
const WEEK = 7;

/** All that waits for somebody. What is not theirs to see is left out. */
export interface Waiting {
	today: Today;
	tasks: CaseTask[];
	news: News[];
	handovers: CaseHandover[];
}

export async function readWaiting({ id, scopes }: Profile): Promise<Waiting> {
	const handles = scopes.includes('caseConsultation:write');
	const today = await read(own.GET('/api/v1/today'));
	const [tasks, news, handovers] = await Promise.all([
		handles ? readTasks(id, addDays(today.day, WEEK)) : [],
		scopes.includes('caseConsultation:read') ? readNews() : [],
		handles ? readHandovers() : []
	]);
	return { today, tasks, news, handovers };
}

/** What somebody has to do until a day, and what is the whole tandem's; the first due first. */
async function readTasks(person: string, dueUntil: string): Promise<CaseTask[]> {
	const params = { query: { dueUntil, pageSize: MANY } };
	const { items } = await read(own.GET('/api/v1/caseTasks', { params }));
	return items.filter(({ assignee }) => !assignee || assignee.id === person);
}

/** What was not seen yet, the newest first. */
async function readNews(): Promise<News[]> {
	const params = { query: { unread: true, pageSize: MANY } };
	return (await read(own.GET('/api/v1/notifications', { params }))).items;
}

/** Says that these were seen; or all, when none is named. */
export async function markRead(ids: readonly string[]): Promise<void> {
	await succeed(own.POST('/api/v1/notifications/reads', { body: { ids: [...ids] } }));
}

/** Hand-overs that wait for an answer: those that ask us, and those that we asked. */
async function readHandovers(): Promise<CaseHandover[]> {
	const params = { query: { status: ['proposed' as const], pageSize: MANY } };
	return (await read(own.GET('/api/v1/caseHandovers', { params }))).items;
}

export async function acceptHandover(caseHandoverId: string): Promise<void> {
	const params = { path: { caseHandoverId } };
	await succeed(own.POST('/api/v1/caseHandovers/{caseHandoverId}/acceptances', { params }));
}

export async function refuseHandover(caseHandoverId: string, reason: string): Promise<void> {
	const params = { path: { caseHandoverId } };
	const body = { reason, confirmations: [] };
	await succeed(own.POST('/api/v1/caseHandovers/{caseHandoverId}/refusals', { params, body }));
}

/** Reads a case of another region in an emergency, for an hour; answers with its id. */
export async function breakGlass(code: string, reason: string): Promise<string> {
	return (await read(own.POST('/api/v1/breakGlassAccesses', { body: { code, reason, confirmations: [] } })))
		.id;
}
