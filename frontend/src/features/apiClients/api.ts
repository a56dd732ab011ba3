import { api, read, succeed } from '#api/client.ts';
import { downloadList } from '#api/download.ts';
import { own } from '#api/own.ts';
import { tagged, type Tagged } from '#api/saving.svelte.ts';
import type { ApiClient, Scope } from '#api/types.ts';
import { asParams } from '#lib/table/query.ts';

/** Something that a system may be allowed to do, in words. */
export interface Ability {
	code: Scope;
	name: string;
}

/** What is changed of a system; days as the API names them. */
export interface ClientForm {
	name: string;
	scopes: Scope[];
	expiresOn: string;
}

/** What a system may be given: what a partner's editor may do, without what only concerns people. */
export async function listAbilities(): Promise<Ability[]> {
	const { items } = await read(api.GET('/api/v1/roles'));
	const editor = items.find(({ role }) => role === 'partnerEditor');
	return (editor?.scopes ?? [])
		.filter(({ scope }) => !scope.startsWith('ownProfile:'))
		.map(({ scope, description }) => ({ code: scope, name: description.nl }));
}

export function listClients(query: URLSearchParams): Promise<{ items: ApiClient[]; total: number }> {
	return read(own.GET('/api/v1/apiClients', { params: { query: asParams(query) } }));
}

export function downloadClients(query: URLSearchParams, format: 'csv' | 'xlsx', name: string): Promise<void> {
	return downloadList('/api/v1/apiClients', asParams(query), format, name);
}

export function readClient(apiClientId: string): Promise<Tagged<ApiClient>> {
	return tagged(own.GET('/api/v1/apiClients/{apiClientId}', { params: { path: { apiClientId } } }));
}

/** A system that was just connected; its secret is in this answer and nowhere else. */
export type Connected = ApiClient & { secret?: string };

/** Connects a system. The same key again connects it once, and then tells no secret any more. */
export function connect(organization: string, form: ClientForm, key: string): Promise<Connected> {
	const { name, scopes, expiresOn } = form;
	const body = { organization, name, scopes, ...(expiresOn && { expiresOn }) };
	return read(own.POST('/api/v1/apiClients', { params: { header: { 'idempotency-key': key } }, body }));
}

/** The form of a system: codes in an order of their own, so that the same choice is the same. */
export function clientForm({ name, scopes, expiresOn }: ClientForm): ClientForm {
	return { name: name.trim(), scopes: [...scopes].sort(), expiresOn };
}

/** Changes a system; an ApiFailure of status 412 when it changed since it was read. */
export async function changeClient(
	apiClientId: string,
	changes: Partial<ClientForm>,
	etag: string
): Promise<void> {
	const params = { path: { apiClientId }, header: { 'if-match': etag } };
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	await succeed(own.PATCH('/api/v1/apiClients/{apiClientId}', { params, headers, body: changes }));
}

/** Gives a system another secret, told once; the old one is worth nothing. */
export async function renewSecret(apiClientId: string): Promise<string> {
	const params = { path: { apiClientId } };
	return (await read(own.POST('/api/v1/apiClients/{apiClientId}/secretRenewals', { params }))).secret;
}

/** Refuses a system from now on. What else was changed of it meanwhile is no reason to let it in. */
export async function cutOff(apiClientId: string): Promise<void> {
	const { etag } = await readClient(apiClientId);
	const params = { path: { apiClientId }, header: { 'if-match': etag } };
	await succeed(own.DELETE('/api/v1/apiClients/{apiClientId}', { params }));
}
