/** Whom to reach, as it is typed. */
export interface ContactRow {
	kind: 'email' | 'phone' | 'url';
	value: string;
	label: string;
	visibility: 'public' | 'professional' | 'internal';
}
