import { isSame, merge, type Merged } from '#lib/drafts/merging.ts';
import { type Application, LISTS } from './form';

/** Lists to which each side may add, and from which each may take, without getting in the other's way. */
const SETS = [...LISTS, 'tried', 'confirmations'] as const;

/** What both sides have of a list after each changed it: nothing that one added is lost, and what one took away is gone. */
function mergedSet<Item>(base: readonly Item[], mine: readonly Item[], theirs: readonly Item[]): Item[] {
	const isIn = (items: readonly Item[], item: Item) => items.some((one) => isSame(one, item));
	return [
		...mine.filter((item) => isIn(theirs, item) || !isIn(base, item)),
		...theirs.filter((item) => !isIn(mine, item) && !isIn(base, item))
	];
}

/** Puts two changes of one application together; only where both wrote another text or chose another code is there a conflict. */
export function mergeApplications(
	base: Application,
	mine: Application,
	theirs: Application
): Merged<Application> {
	const sets = Object.fromEntries(
		SETS.filter((name) => !isSame(mine[name], base[name])).map((name) => [
			name,
			mergedSet<unknown>(base[name], mine[name], theirs[name])
		])
	);
	return merge(base, { ...mine, ...sets }, { ...theirs, ...sets });
}
