import { read, succeed } from '#api/client.ts';
import { api } from '#api/client.ts';
import { own } from '#api/own.ts';
import { tagged, type Tagged } from '#api/saving.svelte.ts';
import type { AccessLogEntry, Case, CaseItem, CaseMessage, Profile, TimelineEntry } from '#api/types.ts';
import type { Fields } from '#lib/drafts/merging.ts';
import type { Confirmation } from '#lib/sensitive/spots.ts';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };
const MANY = 100;

const at = (caseConsultationId: string) => ({ path: { caseConsultationId } });

/** Everything that happens with what was written is about a case as it was read. */
export type ReadCase = Tagged<Case>;

/** The cases that one has a part in, the latest activity first. */
export async function listCases(): Promise<CaseItem[]> {
	return (await read(own.GET('/api/v1/caseConsultations', { params: { query: { pageSize: MANY } } }))).items;
}

export function readCase(id: string): Promise<ReadCase> {
	return tagged(own.GET('/api/v1/caseConsultations/{caseConsultationId}', { params: at(id) }));
}

/** Begins an application with what is known of the person; answers with its id. */
export async function beginCase({ name, email, roles }: Profile): Promise<string> {
	const role = roles.find((one) => one.role === 'referrer' && one.usable);
	const sector = role?.sector === 'clb' || role?.sector === 'youthCare' ? role.sector : undefined;
	const params = { header: { 'idempotency-key': crypto.randomUUID() } };
	const body = {
		...(role?.region && { region: role.region }),
		...(sector && { sector }),
		contact: { name, email }
	};
	return (await read(own.POST('/api/v1/caseConsultations', { params, body: body as never }))).id;
}

/** @param changes a merge patch: what differs, null where something goes */
export function saveCase(id: string, changes: Fields, etag: string): Promise<ReadCase> {
	const params = { ...at(id), header: { 'if-match': etag } };
	const body = changes as never;
	return tagged(
		own.PATCH('/api/v1/caseConsultations/{caseConsultationId}', { params, headers: MERGE_PATCH, body })
	);
}

/** Throws a draft away, with its key. */
export async function throwAway(id: string, etag: string): Promise<void> {
	const params = { ...at(id), header: { 'if-match': etag } };
	await succeed(own.DELETE('/api/v1/caseConsultations/{caseConsultationId}', { params }));
}

export function submitCase(id: string): Promise<ReadCase> {
	const body = { confirmations: [] };
	return tagged(
		own.POST('/api/v1/caseConsultations/{caseConsultationId}/submissions', { params: at(id), body })
	);
}

export async function withdrawCase(id: string, reason: string, confirmations: Confirmation[]): Promise<void> {
	const body = { confirmations, ...(reason.trim() && { reason }) };
	await succeed(
		own.POST('/api/v1/caseConsultations/{caseConsultationId}/withdrawals', { params: at(id), body })
	);
}

export async function rateCase(id: string, usefulness: number): Promise<void> {
	const body = { usefulness };
	await succeed(
		own.PATCH('/api/v1/caseConsultations/{caseConsultationId}/rating', {
			params: at(id),
			headers: MERGE_PATCH,
			body
		})
	);
}

/** Mails the other side a link to this case. */
export async function inviteOtherSide(id: string, email: string): Promise<void> {
	const body = { email: email.trim() };
	await succeed(
		own.POST('/api/v1/caseConsultations/{caseConsultationId}/otherSideInvitations', { params: at(id), body })
	);
}

/** Joins a case by the secret of the link that was mailed; answers with its id. */
export async function joinCase(token: string): Promise<string> {
	return (await read(own.POST('/api/v1/otherSides', { body: { token } }))).id;
}

/** Says, as the other side, that one is stuck as well. */
export async function confirmCase(id: string): Promise<void> {
	await succeed(own.POST('/api/v1/caseConsultations/{caseConsultationId}/confirmations', { params: at(id) }));
}

/** Takes the other side from the case. */
export async function removeOtherSide(id: string): Promise<void> {
	await succeed(own.DELETE('/api/v1/caseConsultations/{caseConsultationId}/otherSide', { params: at(id) }));
}

/** What people wrote to each other, the newest first. */
export async function readWords(id: string): Promise<TimelineEntry[]> {
	const kind = ['question', 'answer', 'note', 'completionRequests'];
	const params = { ...at(id), query: { kind, pageSize: MANY } };
	return (await read(own.GET('/api/v1/caseConsultations/{caseConsultationId}/timeline', { params }))).items;
}

export async function writeMessage(id: string, message: CaseMessage): Promise<void> {
	await succeed(
		own.POST('/api/v1/caseConsultations/{caseConsultationId}/messages', { params: at(id), body: message })
	);
}

/** Who looked, the newest first. */
export async function readAccessLog(id: string): Promise<{ items: AccessLogEntry[]; total: number }> {
	const params = { ...at(id), query: { pageSize: 20 } };
	return read(own.GET('/api/v1/caseConsultations/{caseConsultationId}/accessLog', { params }));
}

/** A municipality: its name, and the code of its region. */
export interface Place {
	name: string;
	region: string;
}

/** All municipalities by NIS code. */
export async function readPlaces(): Promise<Map<string, Place>> {
	const query = { pageSize: 400, select: ['nisCode,name,region'] };
	const { items } = await read(api.GET('/api/v1/municipalities', { params: { query } }));
	return new Map(items.map(({ nisCode, name, region }) => [nisCode, { name: name.nl, region }]));
}

/** The municipalities whose name, or that of a part, begins like this. */
export async function findPlaces(words: string): Promise<{ nisCode: string; name: string }[]> {
	const query = { q: words, pageSize: 8, select: ['nisCode,name'] };
	const { items } = await read(api.GET('/api/v1/municipalities', { params: { query } }));
	return items.map(({ nisCode, name }) => ({ nisCode, name: name.nl }));
}
