import { api, read } from '#api/client.ts';
import { own } from '#api/own.ts';
import { type Tagged, tagged } from '#api/saving.svelte.ts';
import type { Content, ContentItem } from '#api/types.ts';

export type Language = 'nl' | 'fr' | 'en';

/** The words of a page in one language. */
export interface Words {
	title: string;
	body: string;
}

/** The pages that people write. */
export async function listContents(): Promise<ContentItem[]> {
	return (await read(api.GET('/api/v1/contents', { params: { query: { pageSize: 100 } } }))).items;
}

/** A page as everybody reads it. */
export function readContent(key: string): Promise<Content> {
	return read(api.GET('/api/v1/contents/{key}', { params: { path: { key } } }));
}

function wordsIn({ title, body }: Content, language: Language): Words {
	return { title: title[language] ?? '', body: body[language] ?? '' };
}

/** The words of a page in one language, for its form. */
export async function openContent(key: string, language: Language): Promise<Tagged<Words>> {
	const { item, etag } = await tagged(own.GET('/api/v1/contents/{key}', { params: { path: { key } } }));
	return { item: wordsIn(item, language), etag };
}

/** Changes the words of a page in one language; an empty text takes them away. */
export async function saveContent(
	key: string,
	language: Language,
	{ title, body }: Partial<Words>,
	etag: string
): Promise<Tagged<Words>> {
	const params = { path: { key }, header: { 'if-match': etag } };
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	const inLanguage = (text: string) => ({ [language]: (text.trim() || null) as string | undefined });
	const changes = {
		...(title !== undefined && { title: inLanguage(title) }),
		...(body !== undefined && { body: inLanguage(body) })
	};
	const saved = await tagged(own.PATCH('/api/v1/contents/{key}', { params, headers, body: changes }));
	return { item: wordsIn(saved.item, language), etag: saved.etag };
}
