/** A pillar of the path of a case: the states that it stands for, and whether the case has been there. */
export interface Pillar {
	states: readonly string[];
	status: 'done' | 'here' | 'ahead';
	reachedAt?: string;
}
