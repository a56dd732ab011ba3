import { type Fields, merge, patchOf } from '#lib/drafts/merging.ts';
import { read } from './client';
import { ApiFailure } from './problem';

/** Something that was read, and the tag of the state that it was in. */
export interface Tagged<T> {
	item: T;
	etag: string;
}

/** What an answer holds, and the tag of its state; throws an ApiFailure when it was refused. */
export async function tagged<T>(
	answer: Promise<{ data?: T; error?: unknown; response: Response }>
): Promise<Tagged<T>> {
	const item = await read(answer);
	return { item, etag: (await answer).response.headers.get('etag') ?? '' };
}

/** Two people changed the same: what this form has, what the other one saved, and the names of where they differ. */
export interface Clash<T> {
	mine: T;
	theirs: T;
	names: (keyof T)[];
}

/**
 * The saving of a form over a record that others may change, too. What somebody else changed elsewhere in it stays; where
 * both changed the same, the person chooses.
 */
export class Saving<T extends object> {
	clash = $state.raw<Clash<T>>();
	#opened: Tagged<T>;
	readonly #read: () => Promise<Tagged<T>>;
	readonly #write: (changes: Partial<T>, etag: string) => Promise<unknown>;

	/**
	 * @param opened what the form began with
	 * @param reader reads the record anew
	 * @param write sends a merge patch of the form, null where something goes
	 */
	constructor(
		opened: Tagged<T>,
		reader: () => Promise<Tagged<T>>,
		write: (changes: Partial<T>, etag: string) => Promise<unknown>
	) {
		this.#opened = opened;
		this.#read = reader;
		this.#write = write;
	}

	/** Saves the form; false when there is something to choose first. Throws an ApiFailure. */
	async save(mine: T): Promise<boolean> {
		this.clash = undefined;
		const { item, etag } = this.#opened;
		const changes = patchOf(item as Fields, mine as Fields) as Partial<T>;
		if (Object.keys(changes).length === 0) return true;
		try {
			await this.#write(changes, etag);
			return true;
		} catch (failure) {
			if (!(failure instanceof ApiFailure && failure.status === 412)) throw failure;
		}
		const now = await this.#read();
		const { content, conflicts } = merge(item, mine, now.item);
		this.#opened = now;
		if (conflicts.length === 0) return this.save(content);
		this.clash = { mine: content, theirs: now.item, names: conflicts as (keyof T)[] };
		return false;
	}
}

/** What was chosen where two people changed the same, in the order of the clash's names. */
export function chosen<T>({ mine, theirs, names }: Clash<T>, kept: readonly ('mine' | 'theirs')[]): T {
	const taken = names.filter((_, index) => kept[index] === 'theirs');
	return { ...mine, ...Object.fromEntries(taken.map((name) => [name, theirs[name]])) };
}
