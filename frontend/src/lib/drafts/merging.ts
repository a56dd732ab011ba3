/** Records as the API gives them: a field that has no value is not there. */
export type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values say the same; a field that is undefined is one that is not there. */
export function isSame(one: unknown, other: unknown): boolean {
	if (Array.isArray(one) && Array.isArray(other))
		return one.length === other.length && one.every((part, index) => isSame(part, other[index]));
	if (isRecord(one) && isRecord(other))
		return namesIn(one, other).every((name) => isSame(one[name], other[name]));
	return one === other;
}

function namesIn(...records: Fields[]): string[] {
	return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

/** The merge patch (RFC 7396) that makes `to` of `from`: only what differs, null where something goes. */
export function patchOf(from: Fields, to: Fields): Fields {
	const patch: Record<string, unknown> = {};
	for (const name of namesIn(from, to)) {
		const [was, is] = [from[name], to[name]];
		if (isSame(was, is)) continue;
		if (is === undefined) patch[name] = null;
		else patch[name] = isRecord(was) && isRecord(is) ? patchOf(was, is) : is;
	}
	return patch;
}

/** What became of two changes of one record. */
export interface Merged<T> {
	content: T;
	/** The fields that both sides changed, each to something else: there `content` has what was written here. */
	conflicts: string[];
}

/**
 * Puts two changes of one record together: what only one side changed is taken from that side.
 *
 * @param base the record as both sides began with it
 * @param mine as it was written here
 * @param theirs as it was saved meanwhile
 */
export function merge<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
	const [began, here, there] = [base as Fields, mine as Fields, theirs as Fields];
	const content: Record<string, unknown> = {};
	const conflicts: string[] = [];
	for (const name of namesIn(began, here, there)) {
		const value = isSame(here[name], began[name]) ? there[name] : here[name];
		if (value !== undefined) content[name] = value;
		const bothChanged = !isSame(here[name], began[name]) && !isSame(there[name], began[name]);
		if (bothChanged && !isSame(here[name], there[name])) conflicts.push(name);
	}
	return { content: content as T, conflicts };
}
