import { loadLabels } from '#api/labels.svelte.ts';

export const ssr = false;
export const prerender = false;

/** Pages of which all that is first on the screen needs the labels of cards, or none. */
const FIRST_PAGES = ['/', '/aanbod'];

/** Starts the labels that a page shows on their way; no page waits for them. */
export function load({ route }: { route: { id: string | null } }): void {
	const id = route.id ?? '';
	if (id.startsWith('/(account)/(signedIn)/')) {
		void loadLabels();
		return;
	}
	void loadLabels('cards');
	if (!FIRST_PAGES.includes(id)) void loadLabels('visitors');
}
