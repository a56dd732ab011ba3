import { MOST } from './store.svelte';

export const LIST = '/lijst';

/** Fewer make no comparison, more do not fit beside each other. */
export const COMPARE_LEAST = 2;
export const COMPARE_MOST = 4;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function idsIn(search: URLSearchParams, name: string, most: number): string[] {
	const ids = (search.get(name) ?? '').split(',').filter((one) => ID.test(one));
	return [...new Set(ids)].slice(0, most);
}

/** The offers that a shared link holds; nothing for one's own list. */
export function sharedIds(search: URLSearchParams): string[] {
	return idsIn(search, 'ids', MOST);
}

/** The offers that stand side by side. */
export function comparedIds(search: URLSearchParams): string[] {
	return idsIn(search, 'compare', COMPARE_MOST);
}

/** The address of a list: of a shared one when `ids` holds any, and with a comparison when `compare` does. */
export function listHref(ids: readonly string[], compare: readonly string[] = []): string {
	const parts = [
		ids.length > 0 && `ids=${ids.join(',')}`,
		compare.length > 0 && `compare=${compare.join(',')}`
	].filter(Boolean);
	return parts.length > 0 ? `${LIST}?${parts.join('&')}` : LIST;
}
