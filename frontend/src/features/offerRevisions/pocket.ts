import type { Keeper, Unsent } from '#api/autosave.svelte.ts';
import type { OfferDraft } from '#api/types.ts';

const PREFIX = 'bruggen:unsent:';

/** Keeps what is not saved yet for as long as the tab lives, also when its page is loaded anew. */
export class Pocket implements Keeper<OfferDraft> {
	constructor(
		readonly id: string,
		readonly storage: Storage = sessionStorage
	) {}

	get(): Unsent<OfferDraft> | undefined {
		try {
			const kept = this.storage.getItem(PREFIX + this.id);
			return kept === null ? undefined : (JSON.parse(kept) as Unsent<OfferDraft>);
		} catch {
			return undefined;
		}
	}

	set(unsent: Unsent<OfferDraft>): void {
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
