import { succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { type Tagged, tagged } from '#api/saving.svelte.ts';
import type { Profile, RegionDetail } from '#api/types.ts';

/** Whether a person writes about this region. */
export function mayIntroduce({ roles, scopes }: Profile, code: string): boolean {
	return scopes.includes('region:write') && roles.some(({ usable, region }) => usable && region === code);
}

/** What the coordinators say about their region, in Markdown, for its form; empty while they said nothing. */
export interface Introduction {
	nl: string;
}

function introductionOf({ introduction }: RegionDetail): Introduction {
	return { nl: introduction?.nl ?? '' };
}

export async function openIntroduction(code: string): Promise<Tagged<Introduction>> {
	const { item, etag } = await tagged(own.GET('/api/v1/regions/{code}', { params: { path: { code } } }));
	return { item: introductionOf(item), etag };
}

/** Changes what the coordinators say about their region; an empty text takes it away. */
export async function saveIntroduction(
	code: string,
	{ nl = '' }: Partial<Introduction>,
	etag: string
): Promise<void> {
	const params = { path: { code }, header: { 'if-match': etag } };
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	const introduction = (nl.trim() ? { nl: nl.trim() } : null) as Introduction | undefined;
	await succeed(own.PATCH('/api/v1/regions/{code}', { params, headers, body: { introduction } }));
}
