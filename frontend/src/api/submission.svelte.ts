import type { Fault } from '#lib/forms/faults.ts';
import { faultsOf } from './faults';

/** The sending of a form: whether it is under way, and what kept it from succeeding. */
export class Submission {
	busy = $state(false);
	faults = $state.raw<readonly Fault[]>([]);

	/**
	 * Sends what a form holds, unless something is wrong with it already or it is on its way. What was typed stays where it
	 * is; a failure becomes faults, in the words of `inWords`. True when it was done.
	 */
	async send(
		wrong: readonly Fault[],
		task: () => Promise<unknown>,
		inWords: (failure: unknown) => Fault[] = faultsOf
	): Promise<boolean> {
		if (this.busy) return false;
		this.faults = wrong;
		if (wrong.length > 0) return false;
		this.busy = true;
		try {
			await task();
			return true;
		} catch (failure) {
			this.faults = inWords(failure);
			return false;
		} finally {
			this.busy = false;
		}
	}
}
