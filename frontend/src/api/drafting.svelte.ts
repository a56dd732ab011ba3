import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import { Autosave, type Kept, type Shelf } from './autosave.svelte';
import { Pocket } from './pocket';
import { Submission } from './submission.svelte';

/** A field in which a proposal differs from what is public now. */
interface Differing {
	field: string;
	live?: unknown;
}

/** The draft of a proposal while somebody writes on it: it saves itself, and is saved before anything is done with it. */
export class Drafting<T extends object> {
	readonly autosave: Autosave<T>;
	/** Of the draft as a whole. */
	readonly submission = new Submission();
	/** Of a choice between the proposal and what is public. */
	readonly settlement = new Submission();
	/** Of taking it back. */
	readonly withdrawal = new Submission();
	readonly #wrong: () => readonly Fault[];
	readonly #inWords: (failure: unknown) => Fault[];

	/**
	 * @param id of the proposal, under which the tab keeps what is not saved
	 * @param onchange hears of contents that were not written here
	 * @param wrong what the form itself finds wrong
	 * @param inWords what it says of a refusal
	 */
	constructor(
		id: string,
		start: Kept<T>,
		shelf: Shelf<T>,
		onchange: (content: T) => void,
		wrong: () => readonly Fault[],
		inWords: (failure: unknown) => Fault[]
	) {
		this.autosave = new Autosave(start, shelf, onchange, { keeper: new Pocket<T>(id) });
		this.#wrong = wrong;
		this.#inWords = inWords;
	}

	/** All that is wrong with the draft now. */
	get faults(): Fault[] {
		return [...this.#wrong(), ...this.autosave.faults, ...this.submission.faults];
	}

	/** Ends a conflict with what somebody else saved: for each field, in their order, whose stays. */
	choose(sides: readonly ('mine' | 'theirs')[]): void {
		const fields = this.autosave.conflict?.fields ?? [];
		this.autosave.resolve(fields.filter((_, index) => sides[index] === 'theirs'));
	}

	/** Does this with the draft once all of it is saved; nothing more is written on it then. True when it was done. */
	async hand(task: () => Promise<unknown>): Promise<boolean> {
		const { autosave, submission } = this;
		if (!(await autosave.flush())) {
			submission.faults = [...autosave.faults, { text: m.edit_not_saved() }];
			return false;
		}
		const done = await submission.send(this.#wrong(), task, this.#inWords);
		if (done) autosave.stop();
		return done;
	}

	/** Takes what is public now for these fields, and lets the proposal stand in the others. True when it was done. */
	async settle(
		taken: readonly Differing[],
		save: (content: Record<string, unknown>, etag: string) => Promise<unknown>
	): Promise<boolean> {
		const content = Object.fromEntries(taken.map(({ field, live }) => [field, live ?? null]));
		const done = await this.settlement.send([], async () => {
			if (await this.autosave.flush()) await save(content, this.autosave.etag);
		});
		if (done) this.autosave.stop();
		return done;
	}

	/** Takes it back. True when it was done. */
	async withdraw(task: (etag: string) => Promise<unknown>): Promise<boolean> {
		const done = await this.withdrawal.send([], () => task(this.autosave.etag));
		if (done) this.autosave.stop();
		return done;
	}
}
