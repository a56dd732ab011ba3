import { m } from '#lib/paraglide/messages.js';
import type { Fault } from './faults';

/** Bounds of a new password, as the API has them; what is easy to guess it alone can tell. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** How long a text is for the API, which counts signs and not the halves that a browser stores some of them in. */
export function lengthOf(text: string): number {
	return [...text.normalize('NFKC')].length;
}

function checked(field: string, wrong: boolean, text: string): Fault[] {
	return wrong ? [{ field, text }] : [];
}

/** A field that may not stay empty. */
export function needed(field: string, value: string, text: string): Fault[] {
	return checked(field, value.trim() === '', text);
}

/** A mail address, as far as its form tells. */
export function emailNeeded(field: string, value: string): Fault[] {
	return checked(field, !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim()), m.fault_email());
}

/** Six digits, or a code to fall back on. */
export function codeNeeded(field: string, value: string, recovery = false): Fault[] {
	const text = recovery ? m.fault_recovery_code_missing() : m.fault_code_missing();
	return checked(field, value.replace(/[\s-]/g, '').length < 6, text);
}

/** A password that somebody chooses. */
export function newPasswordNeeded(field: string, value: string): Fault[] {
	return [
		...checked(field, lengthOf(value) < SHORTEST_PASSWORD, m.fault_too_short({ least: SHORTEST_PASSWORD })),
		...checked(field, lengthOf(value) > LONGEST_PASSWORD, m.fault_too_long({ most: LONGEST_PASSWORD }))
	];
}
