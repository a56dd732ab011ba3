import type { CaseItem } from '#api/types.ts';

/** Where one goes on with a case: what was begun on the phone and not handed in yet is still written there. */
export function hrefOf({ id, state, channel }: Pick<CaseItem, 'id' | 'state' | 'channel'>): string {
	if (state === 'draft' && (channel === 'phone' || channel === 'mail'))
		return `/casussen/telefoon?casus=${id}`;
	return `/casussen/${id}`;
}
