import { api, read, succeed } from '#api/client.ts';
import { downloadList } from '#api/download.ts';
import { own } from '#api/own.ts';
import { tagged, type Tagged } from '#api/saving.svelte.ts';
import type {
	AccessLogEntry,
	Assignment,
	AssignmentPatch,
	RoleInput,
	RoleRule,
	Session,
	User,
	UserPatch
} from '#api/types.ts';
import { asParams } from '#lib/table/query.ts';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

/** A page of a list, and how many there are in all. */
export interface Page<Item> {
	items: Item[];
	total: number;
}

/** The roles there are, and what each may do. */
export async function listRoles(): Promise<RoleRule[]> {
	return (await read(api.GET('/api/v1/roles'))).items;
}

export function listUsers(query: URLSearchParams): Promise<Page<User>> {
	return read(own.GET('/api/v1/users', { params: { query: asParams(query) } }));
}

export function downloadUsers(query: URLSearchParams, format: 'csv' | 'xlsx', name: string): Promise<void> {
	return downloadList('/api/v1/users', asParams(query), format, name);
}

export function readUser(userId: string): Promise<Tagged<User>> {
	return tagged(own.GET('/api/v1/users/{userId}', { params: { path: { userId } } }));
}

/** Renames, suspends or lets in again; an ApiFailure of status 412 when the account changed since it was read. */
export async function changeUser(userId: string, changes: UserPatch, etag: string): Promise<void> {
	const params = { path: { userId }, header: { 'if-match': etag } };
	await succeed(own.PATCH('/api/v1/users/{userId}', { params, headers: MERGE_PATCH, body: changes }));
}

/** Keeps somebody out, or lets them in again, whatever else was changed of the account. */
export async function setStatus(userId: string, status: 'active' | 'suspended'): Promise<void> {
	const { etag } = await readUser(userId);
	await changeUser(userId, { status }, etag);
}

/** What an invitation says. */
export interface Invitation {
	email: string;
	name: string;
	role: RoleInput;
}

/** Mails an invitation. The same key again is the same invitation. The id of the account, where one may know it. */
export async function inviteUser(invitation: Invitation, key: string): Promise<string | undefined> {
	const params = { header: { 'idempotency-key': key } };
	const body = { ...invitation, language: 'nl' as const };
	const { headers } = await succeed(own.POST('/api/v1/users', { params, body }));
	return headers.get('location')?.split('/').at(-1);
}

export async function inviteAgain(userId: string): Promise<void> {
	await succeed(own.POST('/api/v1/users/{userId}/invitations', { params: { path: { userId } } }));
}

export function listAssignments(query: URLSearchParams): Promise<Page<Assignment>> {
	return read(own.GET('/api/v1/roleAssignments', { params: { query: asParams(query) } }));
}

export function downloadAssignments(
	query: URLSearchParams,
	format: 'csv' | 'xlsx',
	name: string
): Promise<void> {
	return downloadList('/api/v1/roleAssignments', asParams(query), format, name);
}

/** All roles of a person that one may see: those that hold, those that will and those that did. */
export async function assignmentsOf(userId: string): Promise<Assignment[]> {
	const query = { user: [userId], sort: ['-validFrom' as const], pageSize: 200 };
	return (await read(own.GET('/api/v1/roleAssignments', { params: { query } }))).items;
}

export function readAssignment(roleAssignmentId: string): Promise<Tagged<Assignment>> {
	const params = { path: { roleAssignmentId } };
	return tagged(own.GET('/api/v1/roleAssignments/{roleAssignmentId}', { params }));
}

/** Lets a role run until another day, or without an end; an ApiFailure of status 412 when it changed since it was read. */
export async function changeAssignment(
	roleAssignmentId: string,
	changes: AssignmentPatch,
	etag: string
): Promise<void> {
	const params = { path: { roleAssignmentId }, header: { 'if-match': etag } };
	const options = { params, headers: MERGE_PATCH, body: changes };
	await succeed(own.PATCH('/api/v1/roleAssignments/{roleAssignmentId}', options));
}

export async function endRole(roleAssignmentId: string): Promise<void> {
	const params = { path: { roleAssignmentId } };
	await succeed(own.POST('/api/v1/roleAssignments/{roleAssignmentId}/endings', { params }));
}

/** Gives a role. The same key again gives the same role once. */
export async function giveRole(userId: string, role: RoleInput, key: string): Promise<void> {
	const params = { path: { userId }, header: { 'idempotency-key': key } };
	await succeed(own.POST('/api/v1/users/{userId}/roleAssignments', { params, body: role }));
}

/** The devices on which a person is signed in, the one that was used last first. */
export async function sessionsOf(userId: string): Promise<Session[]> {
	const params = { query: { user: [userId], pageSize: 100 } };
	return (await read(own.GET('/api/v1/sessions', { params }))).items;
}

export async function endSession(sessionId: string): Promise<void> {
	await succeed(own.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId } } }));
}

/** Who looked at an account and who changed it, the newest first. */
export function accessLogOf(userId: string): Promise<Page<AccessLogEntry>> {
	const params = { path: { userId }, query: { pageSize: 20 } };
	return read(own.GET('/api/v1/users/{userId}/accessLog', { params }));
}
