import type { Fault } from '#lib/forms/faults.ts';
import { type Fields, isSame, merge, type Merged, patchOf } from '#lib/drafts/merging.ts';
import type { SaveState } from '#lib/drafts/saveState.ts';
import { faultsOf } from './faults';
import { ApiFailure } from './problem';

/** A content as the API has it, and its tag. */
export interface Kept<T> {
	content: T;
	etag: string;
}

/** Where contents are kept. Both throw an ApiFailure. */
export interface Shelf<T> {
	save: (patch: Fields, etag: string) => Promise<Kept<T>>;
	read: () => Promise<Kept<T>>;
}

/** What was written and is not saved yet, and what it changes. */
export interface Unsent<T> {
	etag: string;
	base: T;
	content: T;
}

/** Keeps what is not saved yet while the page is loaded anew. */
export interface Keeper<T> {
	get: () => Unsent<T> | undefined;
	set: (unsent: Unsent<T>) => void;
	clear: () => void;
}

/** Two people wrote in the same fields. */
export interface Conflict<T> {
	mine: T;
	theirs: Kept<T>;
	fields: string[];
}

interface Ways<T> {
	/** Without one, what is not saved lives in the memory of the page alone. */
	keeper?: Keeper<T>;
	/** Puts two changes of one content together. */
	merge?: (base: T, mine: T, theirs: T) => Merged<T>;
	/** What a form says of a failure. */
	inWords?: (failure: unknown) => Fault[];
}

const PAUSE_MS = 800;
const RETRY_MS = 8_000;

/**
 * Saves what is written by itself, after every pause. Nothing of it is lost: without a connection it is kept and sent later;
 * a field that the API refuses waits until it is mended while the others are saved; what others saved meanwhile is put
 * together with it, and only where both changed the same field does somebody have to choose.
 */
export class Autosave<T extends object> {
	state = $state<SaveState>('saved');
	savedAt = $state.raw<Date>();
	faults = $state.raw<readonly Fault[]>([]);
	conflict = $state.raw<Conflict<T>>();

	/** What the API is known to have, and under which tag. */
	#base: Kept<T>;
	#content: T;
	/** What was refused, by field: it is not sent again as it is. */
	#refused: Record<string, unknown> = {};
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sending: Promise<void> | undefined;
	readonly #shelf: Shelf<T>;
	readonly #onchange: (content: T) => void;
	readonly #keeper: Keeper<T> | undefined;
	readonly #merge: (base: T, mine: T, theirs: T) => Merged<T>;
	readonly #inWords: (failure: unknown) => Fault[];

	/** @param onchange hears of contents that were not written here */
	constructor(start: Kept<T>, shelf: Shelf<T>, onchange: (content: T) => void, ways: Ways<T> = {}) {
		this.#shelf = shelf;
		this.#onchange = onchange;
		this.#keeper = ways.keeper;
		this.#merge = ways.merge ?? merge;
		this.#inWords = ways.inWords ?? faultsOf;
		const unsent = this.#keeper?.get();
		this.#base = unsent ? { content: unsent.base, etag: unsent.etag } : start;
		this.#content = unsent?.content ?? start.content;
		if (unsent) void this.flush();
	}

	/** What was written, saved or not. */
	get content(): T {
		return this.#content;
	}

	get etag(): string {
		return this.#base.etag;
	}

	/** Takes in what the form says now. */
	change(content: T): void {
		if (this.state === 'closed' || isSame(content, this.#content)) return;
		this.#content = content;
		this.#forgive();
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
		const { content } = this.#merge(this.#base.content, this.#content, theirs.content);
		const chosen = Object.fromEntries(taken.map((name) => [name, (theirs.content as Fields)[name]]));
		this.#base = theirs;
		this.conflict = undefined;
		this.state = 'waiting';
		this.#take({ ...content, ...chosen });
		void this.flush();
	}

	/** Takes in what was changed elsewhere. */
	async refresh(): Promise<void> {
		if ((await this.flush()) && (await this.#meet())) await this.flush();
	}

	/** Writes no more: what becomes of it is somebody else's now. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#keeper?.clear();
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

	#isRefused(name: string): boolean {
		return name in this.#refused && isSame(this.#refused[name], (this.#content as Fields)[name]);
	}

	/** What was mended may be sent again, and is no fault any more. */
	#forgive(): void {
		const names = Object.keys(this.#refused).filter((name) => this.#isRefused(name));
		this.#refused = Object.fromEntries(names.map((name) => [name, this.#refused[name]]));
		this.faults = this.faults.filter(({ field = '' }) => names.includes(partOf(field)));
	}

	#keep(): void {
		const { content: base, etag } = this.#base;
		if (isSame(base, this.#content)) this.#keeper?.clear();
		else this.#keeper?.set({ base, etag, content: this.#content });
	}

	#wait(milliseconds: number, state: SaveState): void {
		clearTimeout(this.#timer);
		this.state = state;
		this.#timer = setTimeout(() => void this.flush(), milliseconds);
	}

	#take(content: T): void {
		this.#content = content;
		this.#keep();
		this.#onchange(content);
	}

	async #send(): Promise<void> {
		// What is written while it is on its way goes with the next one.
		for (let patch = this.#toSend(); Object.keys(patch).length > 0; patch = this.#toSend()) {
			const sent = this.#content;
			const held = Object.keys(this.#refused).filter((name) => !(name in patch));
			this.state = 'saving';
			try {
				const { etag } = await this.#shelf.save(patch, this.#base.etag);
				this.#base = { content: without(sent, held, this.#base.content), etag };
				this.savedAt = new Date();
				this.#keep();
			} catch (failure) {
				if (!(await this.#goesOn(failure, patch))) return;
			}
		}
		this.#forgive();
		this.state = Object.keys(this.#unsaved()).length > 0 ? 'refused' : 'saved';
		if (this.state === 'saved') this.faults = [];
	}

	#toSend(): Fields {
		return Object.fromEntries(Object.entries(this.#unsaved()).filter(([name]) => !this.#isRefused(name)));
	}

	/** Whether it is worth trying again at once. */
	async #goesOn(failure: unknown, patch: Fields): Promise<boolean> {
		const status = failure instanceof ApiFailure ? failure.status : 500;
		if (status === 412) return this.#meet();
		if (status === 403 || status === 404 || status === 409) this.stop();
		else if (status === 400) return this.#hold(this.#inWords(failure), patch);
		else this.#wait(RETRY_MS, 'offline');
		return false;
	}

	/** Keeps back the fields that were refused. Whether there is more to send. */
	#hold(faults: readonly Fault[], patch: Fields): boolean {
		const names = new Set(faults.map(({ field = '' }) => partOf(field)).filter((name) => name in patch));
		for (const name of names) this.#refused[name] = (this.#content as Fields)[name];
		this.faults = [...this.faults.filter(({ field = '' }) => !names.has(partOf(field))), ...faults];
		this.state = 'refused';
		return names.size > 0;
	}

	/** Somebody else saved it meanwhile: puts both together, where nobody has to choose. */
	async #meet(): Promise<boolean> {
		let theirs: Kept<T>;
		try {
			theirs = await this.#shelf.read();
		} catch (failure) {
			return this.#goesOn(failure, {});
		}
		const merged = this.#merge(this.#base.content, this.#content, theirs.content);
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

/** The field of the content that a fault is about: `contact` for `contact.email`. */
function partOf(field: string): string {
	return field.split('.')[0] ?? '';
}

/** What the API has after a save that left these fields as they were. */
function without<T extends object>(sent: T, names: readonly string[], before: T): T {
	return { ...sent, ...Object.fromEntries(names.map((name) => [name, (before as Fields)[name]])) };
}
