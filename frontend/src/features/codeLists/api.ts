import { api, read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { type Tagged, tagged } from '#api/saving.svelte.ts';
import type { CodeEntry, CodeList } from '#api/types.ts';

/** What people read in place of a code, as it is typed. */
export interface CodeForm {
	nl: string;
	fr: string;
	en: string;
	description: string;
	/** Its place in the list, from 1. */
	position: string;
}

/** All code lists, as they are now. */
export async function listCodeLists(): Promise<CodeList[]> {
	return (await read(api.GET('/api/v1/refData', { cache: 'no-cache' }))).items;
}

function formOf({ label, description, position }: CodeEntry): CodeForm {
	return { ...label, description: description ?? '', position: String(position + 1) };
}

/** The changes of a record for those of its form. */
function changesOf({ description, position, ...label }: Partial<CodeForm>) {
	return {
		...(Object.keys(label).length > 0 && { label }),
		...(description !== undefined && { description: (description.trim() || null) as string | undefined }),
		...(position !== undefined && { position: Number(position) - 1 })
	};
}

/** A code of a list, for its form. */
export async function openCode(listName: string, code: string): Promise<Tagged<CodeForm>> {
	const params = { path: { listName, code } };
	const { item, etag } = await tagged(own.GET('/api/v1/refData/{listName}/codes/{code}', { params }));
	return { item: formOf(item), etag };
}

export async function saveCode(
	listName: string,
	code: string,
	changes: Partial<CodeForm>,
	etag: string
): Promise<void> {
	const params = { path: { listName, code }, header: { 'if-match': etag } };
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	const body = changesOf(changes);
	await succeed(own.PATCH('/api/v1/refData/{listName}/codes/{code}', { params, headers, body }));
}

/** Gives a list another code, at its end. It stays for good. */
export async function addCode(listName: string, code: string, form: CodeForm): Promise<void> {
	const params = { path: { listName }, header: { 'idempotency-key': crypto.randomUUID() } };
	const { nl, fr, en, description } = form;
	const body = {
		code,
		label: { nl, fr, en },
		...(description.trim() && { description: description.trim() })
	};
	await succeed(own.POST('/api/v1/refData/{listName}/codes', { params, body }));
}
