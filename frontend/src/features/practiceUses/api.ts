import { api, read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import type { PracticeUse, PracticeUseInput } from '#api/types.ts';

const MOST = 100;

/** Who also does as a practice says, the newest first: what everybody may read. */
export async function usesOf(goodPracticeId: string): Promise<PracticeUse[]> {
	const params = { path: { goodPracticeId }, query: { pageSize: MOST } };
	return (await read(api.GET('/api/v1/goodPractices/{goodPracticeId}/uses', { params }))).items;
}

/** The reports that wait for a coordinator: one's own and, for whoever looks at them, all. */
export async function waitingUses(goodPracticeId: string): Promise<PracticeUse[]> {
	const params = { path: { goodPracticeId }, query: { status: ['inReview' as const], pageSize: MOST } };
	return (await read(own.GET('/api/v1/goodPractices/{goodPracticeId}/uses', { params }))).items;
}

/** Tells that one does so too; sent twice under the same key it is told once. */
export function addUse(goodPracticeId: string, body: PracticeUseInput, key: string): Promise<PracticeUse> {
	const params = { path: { goodPracticeId }, header: { 'idempotency-key': key } };
	return read(own.POST('/api/v1/goodPractices/{goodPracticeId}/uses', { params, body }));
}

/** Makes a report public. */
export function publishUse(practiceUseId: string): Promise<Response> {
	return succeed(
		own.POST('/api/v1/practiceUses/{practiceUseId}/publications', { params: { path: { practiceUseId } } })
	);
}

/** Takes a report away. */
export function removeUse(practiceUseId: string): Promise<Response> {
	return succeed(own.DELETE('/api/v1/practiceUses/{practiceUseId}', { params: { path: { practiceUseId } } }));
}
