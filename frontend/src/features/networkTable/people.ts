/** Who is to be at a meeting, and who was there: between the API's list and what stands in a form. */
import type { Meeting, MeetingPatch } from '#api/types.ts';
import { emailNeeded, needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

type Expected = Meeting['attendances'][number];
type Sent = NonNullable<MeetingPatch['attendances']>[number];

/** Somebody in the form of the list. */
export interface Row {
	/** Of who is on the list already. */
	id?: string;
	/** Of who is a member of the network. */
	member?: string;
	name: string;
	email: string;
}

export function rowsOf(people: readonly Expected[]): Row[] {
	return people.map(({ id, member, name, email = '' }) => ({ id, member, name, email }));
}

/** Somebody as they are told to the API, who are on the list already. */
export function asSent({ id, member, name, email, came }: Expected): Sent {
	return { id, member, name, email, came };
}

/**
 * The list as somebody wrote it, over the one that there is now: whoever was put on it meanwhile stays on it, and what was
 * noted stays noted.
 *
 * @param opened the list as the form began with it
 */
export function listOf(opened: readonly Expected[], rows: readonly Row[], now: readonly Expected[]): Sent[] {
	const known = new Map(now.map((one) => [one.id, one]));
	const written = rows
		.filter(({ id }) => id === undefined || known.has(id))
		.map(({ id, member, name, email }) => ({
			...(id !== undefined && { id, came: known.get(id)?.came }),
			member,
			name: name.trim(),
			email: email.trim() || null
		}));
	const seen = new Set(opened.map(({ id }) => id));
	return [...written, ...now.filter(({ id }) => !seen.has(id)).map(asSent)];
}

export function faultsInRows(rows: readonly Row[]): Fault[] {
	return rows.flatMap(({ name, email }, index) => [
		...needed(`attendances.${index}.name`, name, m.meet_fault_name()),
		...(email.trim() ? emailNeeded(`attendances.${index}.email`, email) : [])
	]);
}

/** Who was mailed, and who has no address to mail to, by name. */
export function told(people: readonly Expected[]): { invited: string[]; without: string[] } {
	const names = (test: (one: Expected) => boolean) => people.filter(test).map(({ name }) => name);
	return {
		invited: names(({ invitedAt }) => invitedAt !== undefined),
		without: names(({ email }) => !email)
	};
}
