import { faultsOf } from '#api/faults.ts';
import { ApiFailure } from '#api/problem.ts';
import type { OfferDraft } from '#api/types.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { type Fields, isSame, merge, patchOf } from '#lib/drafts/merging.ts';
import type { Pocket } from './pocket';

/**
 * How it stands with what was written: saved; `waiting` for a pause in typing; on its way; kept until there is a connection;
 * refused by the API; changed by somebody else in the same fields; or no longer to be written on.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict' | 'closed';

/** A content as the API has it, and its tag. */
export interface Kept {
	content: OfferDraft;
	etag: string;
}

/** Where contents are kept. Both throw an ApiFailure. */
export interface Shelf {
	save: (patch: Fields, etag: string) => Promise<Kept>;
	read: () => Promise<Kept>;
}

/** Two people wrote in the same fields. */
export interface Conflict {
	mine: OfferDraft;
	theirs: Kept;
	fields: string[];
}

const PAUSE_MS = 800;
const RETRY_MS = 8_000;

/**
 * Saves what is written by itself, after every pause. Nothing of it is lost: without a connection it is kept and sent later,
 * also after the page was loaded anew; what others saved meanwhile is put together with it, and only where both changed the
 * same field does somebody have to choose.
 */
export class Autosave {
	state = $state<SaveState>('saved');
	savedAt = $state.raw<Date>();
	faults = $state.raw<readonly Fault[]>([]);
	conflict = $state.raw<Conflict>();

	/** What the API is known to have, and under which tag. */
	#base: Kept;
	#content: OfferDraft;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sending: Promise<void> | undefined;
	readonly #shelf: Shelf;
	readonly #pocket: Pocket;
	readonly #onchange: (content: OfferDraft) => void;

	/** @param onchange hears of contents that were not written here */
	constructor(start: Kept, shelf: Shelf, pocket: Pocket, onchange: (content: OfferDraft) => void) {
		this.#shelf = shelf;
		this.#pocket = pocket;
		this.#onchange = onchange;
		const unsent = pocket.get();
		this.#base = unsent ? { content: unsent.base, etag: unsent.etag } : start;
		this.#content = unsent?.content ?? start.content;
		if (unsent) void this.flush();
	}

	/** What was written, saved or not. */
	get content(): OfferDraft {
		return this.#content;
	}

	get etag(): string {
		return this.#base.etag;
	}

	/** Takes in what the form says now. */
	change(content: OfferDraft): void {
		if (this.state === 'closed' || isSame(content, this.#content)) return;
		this.#content = content;
		this.faults = [];
		this.#keep();
		if (this.state !== 'conflict') this.#wait(PAUSE_MS, 'waiting');
	}

	/** Saves at once what is not saved yet. True when nothing is left to save. */
	async flush(): Promise<boolean> {
		clearTimeout(this.#timer);
		if (this.state === 'conflict' || this.state === 'closed') return false;
		this.#sending ??= this.#send().finally(() => (this.#sending = undefined));
		await this.#sending;
		return this.state === 'saved';
	}

	/** Ends a conflict: these fields become what the other one wrote, all else stays as it was written here. */
	resolve(taken: readonly string[]): void {
		if (!this.conflict) return;
		const { theirs } = this.conflict;
		// What was written while somebody chose counts as well.
		const { content } = merge(this.#base.content, this.#content, theirs.content);
		const chosen = Object.fromEntries(taken.map((name) => [name, (theirs.content as Fields)[name]]));
		this.#base = theirs;
		this.conflict = undefined;
		this.state = 'waiting';
		this.#take({ ...content, ...chosen });
		void this.flush();
	}

	/** Writes no more: what becomes of the proposal is somebody else's now. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#pocket.clear();
		this.state = 'closed';
	}

	/** Does nothing more by itself; what is not saved stays where it is kept. */
	leave(): void {
		if (this.state === 'waiting') void this.flush();
		clearTimeout(this.#timer);
	}

	#unsaved(): Fields {
		return patchOf(this.#base.content as Fields, this.#content as Fields);
	}

	#keep(): void {
		const { content: base, etag } = this.#base;
		if (isSame(base, this.#content)) this.#pocket.clear();
		else this.#pocket.set({ base, etag, content: this.#content });
	}

	#wait(milliseconds: number, state: SaveState): void {
		clearTimeout(this.#timer);
		this.state = state;
		this.#timer = setTimeout(() => void this.flush(), milliseconds);
	}

	#take(content: OfferDraft): void {
		this.#content = content;
		this.#keep();
		this.#onchange(content);
	}

	async #send(): Promise<void> {
		// What is written while it is on its way goes with the next one.
		for (let patch = this.#unsaved(); Object.keys(patch).length > 0; patch = this.#unsaved()) {
			const sent = this.#content;
			this.state = 'saving';
			try {
				const { etag } = await this.#shelf.save(patch, this.#base.etag);
				this.#base = { content: sent, etag };
				this.savedAt = new Date();
				this.#keep();
			} catch (failure) {
				if (!(await this.#goesOn(failure))) return;
			}
		}
		this.faults = [];
		this.state = 'saved';
	}

	/** Whether it is worth trying again at once. */
	async #goesOn(failure: unknown): Promise<boolean> {
		const status = failure instanceof ApiFailure ? failure.status : 500;
		if (status === 412) return this.#meet();
		if (status === 403 || status === 404 || status === 409) this.stop();
		else if (status === 400) {
			this.faults = faultsOf(failure);
			this.state = 'refused';
		} else this.#wait(RETRY_MS, 'offline');
		return false;
	}

	/** Somebody else saved it meanwhile: puts both together, where nobody has to choose. */
	async #meet(): Promise<boolean> {
		let theirs: Kept;
		try {
			theirs = await this.#shelf.read();
		} catch (failure) {
			return this.#goesOn(failure);
		}
		const merged = merge(this.#base.content, this.#content, theirs.content);
		if (merged.conflicts.length > 0) {
			this.conflict = { mine: merged.content, theirs, fields: merged.conflicts };
			this.state = 'conflict';
			return false;
		}
		this.#base = theirs;
		this.#take(merged.content);
		return true;
	}
}
