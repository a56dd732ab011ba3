import type { Keeper, Unsent } from './autosave.svelte';

const PREFIX = 'bruggen:unsent:';

/** Keeps what is not saved yet for as long as the tab lives, also when its page is loaded anew. */
export class Pocket<T> implements Keeper<T> {
	constructor(
		readonly id: string,
		readonly storage: Storage = sessionStorage
	) {}

	get(): Unsent<T> | undefined {
		try {
			const kept = this.storage.getItem(PREFIX + this.id);
			return kept === null ? undefined : (JSON.parse(kept) as Unsent<T>);
		} catch {
			return undefined;
		}
	}

	set(unsent: Unsent<T>): void {
		try {
			this.storage.setItem(PREFIX + this.id, JSON.stringify(unsent));
		} catch {
			// Without storage it lives in the memory of the page alone.
		}
	}

	clear(): void {
		try {
			this.storage.removeItem(PREFIX + this.id);
		} catch {
			// Then it was never kept.
		}
	}
}

/** Forgets all that was not saved: whoever signs out leaves nothing behind. */
export function emptyPockets(storage: Storage = sessionStorage): void {
	try {
		for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
	} catch {
		// Then there is nothing.
	}
}
