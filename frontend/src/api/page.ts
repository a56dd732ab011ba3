import { error } from '@sveltejs/kit';
import { ApiFailure } from './problem';

/** Waits for an answer; a failure becomes the error page with what the API said of it. */
export async function forPage<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (failure) {
		if (!(failure instanceof ApiFailure)) throw failure;
		error(failure.status, failure.message, { kind: failure.kind, details: failure.details });
	}
}
