import type { Case } from '#api/types.ts';
import type { Check } from '#lib/sensitive/textCheck.svelte.ts';

/** What the fields of the form need beside what is written in them. */
export interface Around {
	/** What is wrong with a field, by its name. */
	fault: (field: string) => string | undefined;
	/** Looks into a text for what seems to point at a person. */
	check: Check;
	/** What was found in the texts when the form was opened. */
	findings: Case['findings'];
}
