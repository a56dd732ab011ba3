/** Something that can be found by its name. */
export interface Named {
	id: string;
	name: string;
}
