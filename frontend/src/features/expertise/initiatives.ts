/** What an initiative shows besides what all items do: its partners by sector, how each milestone stands, and how it grows. */
import { codesOf } from '#api/labels.svelte.ts';
import type { InitiativeGrowth, InitiativeMilestone, InitiativeParticipant } from '#api/types.ts';
import { formatDate, isPast } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is counted each school year. */
export const MEASURES = ['youngsters', 'schools', 'places'] as const;
export type Measure = (typeof MEASURES)[number];

/** The partners of each sector, in the order of the list of sectors. */
export function bySector(
	participants: readonly InitiativeParticipant[]
): [sector: string, partners: InitiativeParticipant[]][] {
	const groups = Map.groupBy(participants, ({ sector }) => sector);
	const order = codesOf('sectors').map(({ code }) => code);
	return [...groups].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

/** Whether a milestone was reached, and when it is or was to be. */
export function standingOf({ dueOn, reachedOn }: InitiativeMilestone, now: Date = new Date()): string {
	if (reachedOn) return m.learn_reached_on({ date: formatDate(reachedOn) });
	if (!dueOn) return m.learn_undated();
	return isPast(dueOn, now)
		? m.learn_overdue({ date: formatDate(dueOn) })
		: m.learn_due_on({ date: formatDate(dueOn) });
}

/** How long the bar of a count is, in hundredths of the longest of its kind. */
export function shareOf(count: number, growth: readonly InitiativeGrowth[], measure: Measure): number {
	const most = Math.max(...growth.map((year) => year[measure] ?? 0));
	return most === 0 ? 0 : Math.round((count / most) * 100);
}
