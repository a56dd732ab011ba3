import { api, read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import type { LocationItem, OfferDraft, OfferRevision, OfferRevisionItem } from '#api/types.ts';
import type { Fields } from '#lib/drafts/merging.ts';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

/** A proposal, and the tag of the state that was read. */
export interface ReadRevision {
	revision: OfferRevision;
	etag: string;
}

type Answer = Promise<{ data?: OfferRevision; error?: unknown; response: Response }>;

async function asRead(answer: Answer): Promise<ReadRevision> {
	const { response } = await answer;
	return { revision: await read(answer), etag: response.headers.get('etag') ?? '' };
}

function at(offerRevisionId: string) {
	return { path: { offerRevisionId } };
}

export function readRevision(id: string): Promise<ReadRevision> {
	return asRead(own.GET('/api/v1/offerRevisions/{offerRevisionId}', { params: at(id) }));
}

/** The proposals of an organization. */
export async function revisionsOf(organization: string): Promise<OfferRevisionItem[]> {
	const params = { query: { organization: [organization], pageSize: 100 } };
	return (await read(own.GET('/api/v1/offerRevisions', { params }))).items;
}

/** The proposals that wait for a coordinator, the longest waiting first. */
export async function revisionsInReview(): Promise<OfferRevisionItem[]> {
	const query = { status: ['inReview' as const], sort: ['updatedAt' as const], pageSize: 100 };
	return (await read(own.GET('/api/v1/offerRevisions', { params: { query } }))).items;
}

/** Begins a new offer, or a change of the one that is public; answers with the proposal. */
export async function beginRevision(organization: string, offer?: string): Promise<OfferRevision> {
	const params = { header: { 'idempotency-key': crypto.randomUUID() } };
	return read(
		own.POST('/api/v1/offerRevisions', { params, body: { organization, ...(offer && { offer }) } })
	);
}

/**
 * Saves what was written on.
 *
 * @param content a merge patch: what differs, null where something goes
 * @param offerVersion of the live record, when the proposal was compared with it
 */
export function saveRevision(
	id: string,
	etag: string,
	content: Fields,
	offerVersion?: number
): Promise<ReadRevision> {
	const params = { ...at(id), header: { 'if-match': etag } };
	const body = {
		content: content as Partial<OfferDraft>,
		...(offerVersion !== undefined && { offerVersion })
	};
	return asRead(
		own.PATCH('/api/v1/offerRevisions/{offerRevisionId}', { params, headers: MERGE_PATCH, body })
	);
}

/** Hands it to the coordinators. */
export async function submitRevision(id: string): Promise<void> {
	await succeed(own.POST('/api/v1/offerRevisions/{offerRevisionId}/submissions', { params: at(id) }));
}

/** Puts it into the directory, as it was read under this tag; answers with the id of the offer. */
export async function publishRevision(id: string, etag: string): Promise<string> {
	const params = { ...at(id), header: { 'if-match': etag } };
	return (await read(own.POST('/api/v1/offerRevisions/{offerRevisionId}/publications', { params }))).offer.id;
}

/** Gives it back to who wrote it, with what is still needed. */
export async function returnRevision(id: string, remark: string): Promise<void> {
	const body = { remark };
	await succeed(own.POST('/api/v1/offerRevisions/{offerRevisionId}/returns', { params: at(id), body }));
}

export async function withdrawRevision(id: string, etag: string): Promise<void> {
	const params = { ...at(id), header: { 'if-match': etag } };
	await succeed(own.DELETE('/api/v1/offerRevisions/{offerRevisionId}', { params }));
}

/** Where an organization works. */
export async function locationsOf(organizationId: string): Promise<LocationItem[]> {
	const params = { path: { organizationId }, query: { pageSize: 100 } };
	return (await read(api.GET('/api/v1/organizations/{organizationId}/locations', { params }))).items;
}
