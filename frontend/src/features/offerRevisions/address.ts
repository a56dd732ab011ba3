import type { LocationItem } from '#api/types.ts';

/** A location in one line: `Het Keerpunt, Kouter 1, 9000 Gent`. */
export function addressOf({ name, address }: LocationItem): string {
	const street = [address.street, address.houseNumber].filter(Boolean).join(' ');
	return [name, street, `${address.postalCode} ${address.municipality}`].filter(Boolean).join(', ');
}
