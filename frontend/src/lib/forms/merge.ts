/** Whether two values of a form say the same: texts, days, lists of codes. */
function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/** What of the form is another than when it was opened: what a merge patch has to say. */
export function changesIn<T extends object>(opened: T, mine: T): Partial<T> {
	const names = Object.keys(mine) as (keyof T)[];
	return Object.fromEntries(
		names.filter((name) => !isSame(opened[name], mine[name])).map((name) => [name, mine[name]])
	) as Partial<T>;
}

/** The names of what somebody else changed since the form was opened, to something that is not in the form as well. */
export function changedByOther<T extends object>(opened: T, mine: T, theirs: T): (keyof T)[] {
	const names = Object.keys(mine) as (keyof T)[];
	return names.filter(
		(name) => !isSame(opened[name], theirs[name]) && !isSame(mine[name], theirs[name])
	);
}
