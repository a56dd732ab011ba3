import { loadLabels } from '#api/labels.svelte.ts';
import { municipalityNames, nameOrganization } from '#api/lookups.ts';
import { read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { ApiFailure } from '#api/problem.ts';
import type { ExpertiseRevision, ExpertiseRevisionItem } from '#api/types.ts';
import type { ContentOfItem } from './content';
import type { Kind } from './fields';
import type { Names } from './words';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };
const MOST = 100;

/** A proposal with its content as its kind has it, and the tag of the state that was read. */
export interface ReadRevision {
	revision: Omit<ExpertiseRevision, 'content'> & { content: ContentOfItem };
	etag: string;
}

/** A proposal and the names of all that it refers to. */
export interface RevisionInContext extends ReadRevision {
	names: Names;
}

/** What there is to go on with, to judge, and what colleagues write on. */
export interface Overview {
	own: ExpertiseRevisionItem[];
	toJudge: ExpertiseRevisionItem[];
	colleagues: ExpertiseRevisionItem[];
}

type Answer = Promise<{ data?: ExpertiseRevision; error?: unknown; response: Response }>;

async function asRead(answer: Answer): Promise<ReadRevision> {
	const { response } = await answer;
	const revision = await read(answer);
	return {
		revision: { ...revision, content: revision.content as ContentOfItem },
		etag: response.headers.get('etag') ?? ''
	};
}

function at(expertiseRevisionId: string) {
	return { path: { expertiseRevisionId } };
}

export function readRevision(id: string): Promise<ReadRevision> {
	return asRead(own.GET('/api/v1/expertiseRevisions/{expertiseRevisionId}', { params: at(id) }));
}

/** Every organization that the proposal or what is public names. */
function organizationsIn({ content, differences }: ReadRevision['revision']): string[] {
	const live = Object.fromEntries(differences.map(({ field, live: said }) => [field, said]));
	const ids = [content, live].flatMap(({ organization, participants = [] }) => [
		organization,
		...(participants as { organization?: string }[]).map((one) => one.organization)
	]);
	return [...new Set(ids.filter((one) => typeof one === 'string'))];
}

export async function readInContext(id: string): Promise<RevisionInContext> {
	const shared = Promise.all([municipalityNames(), loadLabels()]);
	shared.catch(() => undefined);
	const found = await readRevision(id);
	const ids = organizationsIn(found.revision);
	const [[municipalities], organizations] = await Promise.all([
		shared,
		Promise.all(ids.map(nameOrganization))
	]);
	const named = ids.map((one, index) => [one, organizations[index]?.name ?? one] as const);
	return { ...found, names: { municipalities, organizations: new Map(named) } };
}

/** The proposals that one may see, those that wait the longest first where they are to be judged. */
export async function readOverview(judges: boolean): Promise<Overview> {
	const list = async (query: { own: boolean }) =>
		(await read(own.GET('/api/v1/expertiseRevisions', { params: { query: { ...query, pageSize: MOST } } })))
			.items;
	const [mine, others] = await Promise.all([list({ own: true }), list({ own: false })]);
	const waits = ({ status }: ExpertiseRevisionItem) => judges && status === 'inReview';
	return {
		own: mine,
		toJudge: others.filter(waits).reverse(),
		colleagues: others.filter((one) => !waits(one))
	};
}

/** What a proposal begins with. */
export interface Beginning {
	kind: Kind;
	/** Whose coordinators judge it. */
	region: string;
	/** Id of the item that changes; without, one is born. */
	item?: string;
	organization?: string;
}

/** Begins a proposal, or goes on with the one that there is of the item; answers with its id. */
export async function beginRevision(body: Beginning, key: string): Promise<string> {
	const params = { header: { 'idempotency-key': key } };
	try {
		return (await read(own.POST('/api/v1/expertiseRevisions', { params, body }))).id;
	} catch (failure) {
		const href = failure instanceof ApiFailure ? failure.problem.href : undefined;
		if (href !== undefined) return href.split('/').at(-1) ?? '';
		throw failure;
	}
}

/**
 * Saves what was written on.
 *
 * @param content a merge patch: what differs, null where something goes
 * @param itemVersion of the live record, when the proposal was compared with it
 */
export function saveRevision(
	id: string,
	etag: string,
	content: Record<string, unknown>,
	itemVersion?: number
): Promise<ReadRevision> {
	const params = { ...at(id), header: { 'if-match': etag } };
	const body = { content, ...(itemVersion !== undefined && { itemVersion }) };
	return asRead(
		own.PATCH('/api/v1/expertiseRevisions/{expertiseRevisionId}', { params, headers: MERGE_PATCH, body })
	);
}

/** Hands it to the coordinators. */
export async function submitRevision(id: string): Promise<void> {
	await succeed(own.POST('/api/v1/expertiseRevisions/{expertiseRevisionId}/submissions', { params: at(id) }));
}

/** Makes it public, as it was read under this tag; answers with the id of the item. */
export async function publishRevision(id: string, etag: string): Promise<string> {
	const params = { ...at(id), header: { 'if-match': etag } };
	return (await read(own.POST('/api/v1/expertiseRevisions/{expertiseRevisionId}/publications', { params })))
		.item.id;
}

/** Gives it back to who wrote it, with what is still needed. */
export async function returnRevision(id: string, remark: string): Promise<void> {
	const body = { remark };
	await succeed(
		own.POST('/api/v1/expertiseRevisions/{expertiseRevisionId}/returns', { params: at(id), body })
	);
}

export async function withdrawRevision(id: string, etag: string): Promise<void> {
	const params = { ...at(id), header: { 'if-match': etag } };
	await succeed(own.DELETE('/api/v1/expertiseRevisions/{expertiseRevisionId}', { params }));
}
