import { mark } from './mark.svelte';
import { loadPerson } from './own';
import { session } from './session.svelte';

/**
 * To be called by a part of a public page that offers more to whoever is signed in: asks who that is, unless it is known, and
 * `session.person` tells. Without an answer nothing more is offered; visitors who are nobody to us are not asked for.
 */
export function knowPerson(): void {
	$effect(() => {
		if (mark.on && !session.person) loadPerson().catch(() => undefined);
	});
}
