import { loadLabels } from '#api/labels.svelte.ts';

export const ssr = false;
export const prerender = false;

/** Starts the labels on their way; no page waits for them. */
export function load(): void {
	void loadLabels();
}
