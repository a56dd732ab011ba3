/** Who registered for a session, in numbers and in the order of their turn. */
import type { SessionRegistration } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** How many stand how. */
export interface Counts {
	confirmed: number;
	waiting: number;
	cancelled: number;
	came: number;
	/** Have a place, and nobody noted whether they came. */
	open: number;
}

export function countsOf(registrations: readonly SessionRegistration[]): Counts {
	const count = (test: (one: SessionRegistration) => boolean) => registrations.filter(test).length;
	return {
		confirmed: count(({ status }) => status === 'confirmed'),
		waiting: count(({ status }) => status === 'waiting'),
		cancelled: count(({ status }) => status === 'cancelled'),
		came: count(({ status, came }) => status === 'confirmed' && came === true),
		open: count(({ status, came }) => status === 'confirmed' && came === undefined)
	};
}

const ORDER = { confirmed: 0, waiting: 1, cancelled: 2 } as const;

/** Those with a place by their names, then those who wait in the order of the line, then those who cancelled. */
export function inTurn(registrations: readonly SessionRegistration[]): SessionRegistration[] {
	return [...registrations].sort(
		(one, other) =>
			ORDER[one.status] - ORDER[other.status] ||
			(one.status === 'confirmed' ? (one.name ?? '').localeCompare(other.name ?? '', 'nl') : 0) ||
			one.number - other.number
	);
}

/** How a registration stands, in words: of who waits, the place in the line. */
export function standingOf(
	registration: SessionRegistration,
	registrations: readonly SessionRegistration[]
): { text: string; tone: 'good' | 'attention' | 'plain' } {
	if (registration.status === 'confirmed') return { text: m.organize_has_place(), tone: 'good' };
	if (registration.status === 'cancelled') return { text: m.organize_gone(), tone: 'plain' };
	const before = registrations.filter(
		({ status, number }) => status === 'waiting' && number < registration.number
	);
	return { text: m.organize_waits({ place: before.length + 1 }), tone: 'attention' };
}

/** The name of somebody; after a time nobody's is left. */
export function nameOf({ name, number }: Pick<SessionRegistration, 'name' | 'number'>): string {
	return name ?? m.organize_erased_name({ number });
}
