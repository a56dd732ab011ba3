import { hasEnded } from '#api/casePath.ts';
import type { CaseItem } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is asked of the person now; nothing when others are to move. */
export function asked({ state, unread }: Pick<CaseItem, 'state' | 'unread'>): string | undefined {
	if (state === 'toBeCompleted') return m.desk_complete();
	if (state === 'draft') return m.desk_go_on();
	return unread > 0 ? m.desk_unread({ count: unread }) : undefined;
}

/** Where one goes on: in the form as long as it is a draft. */
export function hrefOf({ id, state }: Pick<CaseItem, 'id' | 'state'>): string {
	return state === 'draft' ? `/casussen/${id}/aanmelding` : `/casussen/${id}`;
}

/** The cases by what they ask: something of the person, of others, or nothing any more. */
export function grouped(items: readonly CaseItem[]): {
	now: CaseItem[];
	running: CaseItem[];
	ended: CaseItem[];
} {
	const now = items.filter((item) => asked(item));
	const rest = items.filter((item) => !asked(item));
	return {
		now,
		running: rest.filter(({ state }) => !hasEnded(state)),
		ended: rest.filter(({ state }) => hasEnded(state))
	};
}
