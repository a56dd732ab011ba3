import type { FailureKind } from '#api/problem';

declare global {
	namespace App {
		interface Error {
			kind?: FailureKind;
			details?: string[];
		}
	}
}

export {};
