/** A field in which a proposal differs from what is public. */
interface Difference {
	field: string;
	live?: unknown;
	proposed?: unknown;
	conflict: boolean;
}

/** The same in words. */
export interface DifferenceRow {
	field: string;
	title: string;
	live: string;
	proposed: string;
	/** Whether what is public was changed since in this field, too. */
	conflict: boolean;
}

/**
 * The differences in words, without those that say the same; what conflicts stays, for somebody has to choose.
 *
 * @param titleOf what a field is called
 * @param wordsOf what a value of a field says; the empty text when nothing
 */
export function inWords(
	differences: readonly Difference[],
	titleOf: (field: string) => string,
	wordsOf: (field: string, value: unknown) => string
): DifferenceRow[] {
	return differences
		.map(({ field, live, proposed, conflict }) => ({
			field,
			title: titleOf(field),
			live: wordsOf(field, live),
			proposed: wordsOf(field, proposed),
			conflict
		}))
		.filter(({ live, proposed, conflict }) => conflict || live !== proposed);
}
