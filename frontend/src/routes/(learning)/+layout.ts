import { loadLabels, loadRegionNames } from '#api/labels.svelte.ts';

/** Starts the words of what people learn from each other by on their way; no page waits for them. */
export function load(): void {
	void loadLabels('learning');
	void loadRegionNames();
}
