import type { Pillar } from '#lib/ui/pillar.ts';
import type { CaseState } from './types';

/** How far along each state is, in pillars; the case itself tells which of them it has been at (`path`). */
const PILLAR: Record<CaseState, number> = {
	draft: 0,
	toBeCompleted: 0,
	submitted: 1,
	inScreening: 1,
	consultPlanned: 2,
	consultHeld: 2,
	tableInPreparation: 3,
	tablePlanned: 3,
	tableHeld: 3,
	planRunning: 3,
	followUp: 4,
	closed: 5,
	referredOn: 5,
	withdrawn: 5,
	notAdmissible: 5
};
const TABLE = 3;
const COUNT = 6;

/** Whether a case in this state is read and not changed. */
export function hasEnded(state: CaseState): boolean {
	return PILLAR[state] === COUNT - 1;
}

/** The path of a case of which no more is known than its state: what lies before it is done; whether there was a table, nobody says. */
export function pillarsOf(state: CaseState): Pillar[] {
	const here = PILLAR[state];
	return Array.from({ length: COUNT }, (_, index) => ({
		states: [],
		status: index === here ? 'here' : index < here && index !== TABLE ? 'done' : 'ahead'
	}));
}
