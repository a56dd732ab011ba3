import { read, succeed } from '#api/client.ts';
import { downloadList } from '#api/download.ts';
import { own } from '#api/own.ts';
import type { AccountRequestItem } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiQuery, asParams, type TableState } from '#lib/table/query.ts';

export const REQUESTS: TableState = {
	path: '/beheer/aanvragen',
	filters: ['status', 'region'],
	usualSort: '-createdAt'
};

/** What is looked at when nothing else is asked for: what waits for an answer. */
const WAITING = 'new';

export const STATUSES = [
	{ code: 'approved', name: m.admin_request_approved() },
	{ code: 'refused', name: m.admin_request_refused() },
	{ code: 'all', name: m.admin_request_all() }
];

/** The question to the API that a state of the table stands for. */
export function requestsQuery(search: URLSearchParams): URLSearchParams {
	const query = apiQuery(search, REQUESTS);
	if (!query.has('status')) query.set('status', WAITING);
	else if (query.get('status') === 'all') query.delete('status');
	return query;
}

export function listRequests(
	query: URLSearchParams
): Promise<{ items: AccountRequestItem[]; total: number }> {
	return read(own.GET('/api/v1/accountRequests', { params: { query: asParams(query) } }));
}

export function downloadRequests(
	query: URLSearchParams,
	format: 'csv' | 'xlsx',
	name: string
): Promise<void> {
	return downloadList('/api/v1/accountRequests', asParams(query), format, name);
}

export function readRequest(accountRequestId: string): Promise<AccountRequestItem> {
	const params = { path: { accountRequestId } };
	return read(own.GET('/api/v1/accountRequests/{accountRequestId}', { params }));
}

/** Lets somebody in: the account is made, the role given, the invitation mailed. */
export async function approve(
	accountRequestId: string,
	approval: { organization?: string; validUntil?: string }
): Promise<void> {
	const params = { path: { accountRequestId } };
	await succeed(own.POST('/api/v1/accountRequests/{accountRequestId}/approvals', { params, body: approval }));
}

/** Does not let somebody in; the reason is for the colleagues. */
export async function refuse(accountRequestId: string, reason: string): Promise<void> {
	const params = { path: { accountRequestId } };
	await succeed(
		own.POST('/api/v1/accountRequests/{accountRequestId}/refusals', { params, body: { reason } })
	);
}
