import type { TimelineEntry } from '#api/types.ts';

const ASKING = ['question', 'completionRequests'];

/** Whether the last thing that was said is a question of somebody else. */
export function awaitsAnswer(
	newestFirst: readonly Pick<TimelineEntry, 'kind' | 'actor'>[],
	self: string
): boolean {
	const [last] = newestFirst;
	return last !== undefined && ASKING.includes(last.kind) && last.actor.id !== self;
}

/** What the coordinators last asked to complete. */
export function completionAsked(newestFirst: readonly TimelineEntry[]): string | undefined {
	return newestFirst.find(({ kind }) => kind === 'completionRequests')?.text;
}
