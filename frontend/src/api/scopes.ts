import { ApiFailure } from './problem';
import type { Profile } from './types';

/** Stops somebody who may not do what a page is for, in words, before the API does. */
export function requireScope({ scopes }: Profile, scope: string): void {
	if (!scopes.includes(scope)) throw new ApiFailure('forbidden', 403);
}
