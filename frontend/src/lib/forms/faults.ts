/** Something that keeps a form from being sent: about one of its fields, by its name, or about the whole. */
export interface Fault {
	field?: string;
	text: string;
}

/** The fault of a field, if it has one. */
export function faultOf(faults: readonly Fault[], field: string): string | undefined {
	return faults.find((one) => one.field === field)?.text;
}
