import type { FailureKind } from '#api/problem.ts';

declare global {
	namespace App {
		interface Error {
			kind?: FailureKind;
			details?: string[];
		}
	}
}

export {};
