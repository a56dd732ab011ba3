/** Spots in a text that seem to point at a person: where the API finds them, and where they stand while somebody types. */

export type FindingKind = 'name' | 'nationalNumber' | 'phone' | 'email' | 'address' | 'birthDate';

/** A spot as the API tells it: it counts code points, and `end` is the first one that is no longer in it. */
export interface Finding {
	/** The same words of a case have the same id wherever they stand. */
	id: string;
	kind: FindingKind;
	start: number;
	end: number;
	/** No reason lets it stand: it has to go. */
	refused: boolean;
}

/** Says of a finding that it may stand there, and why. */
export interface Confirmation {
	finding: string;
	reason: string;
}

/** A spot as a text area counts: in the halves (UTF-16) that a browser stores some signs in. */
export interface Spot extends Pick<Finding, 'id' | 'kind' | 'refused'> {
	from: number;
	to: number;
}

/** A part of a text: a spot, or what stands around spots. */
export interface Piece {
	text: string;
	spot?: Spot;
}

/** The findings as spots of this text, in its order. */
export function spotsIn(text: string, findings: readonly Finding[]): Spot[] {
	const offsets: number[] = [];
	let offset = 0;
	for (const sign of text) {
		offsets.push(offset);
		offset += sign.length;
	}
	offsets.push(offset);
	return findings
		.map(({ id, kind, refused, start, end }) => ({
			id,
			kind,
			refused,
			from: offsets[start] ?? offset,
			to: offsets[end] ?? offset
		}))
		.filter(({ from, to }) => from < to)
		.sort((one, other) => one.from - other.from);
}

/** The spots where they are after the text was changed in one place; those that were changed themselves are gone. */
export function movedSpots(spots: readonly Spot[], before: string, after: string): Spot[] {
	const most = Math.min(before.length, after.length);
	let head = 0;
	while (head < most && before[head] === after[head]) head++;
	let tail = 0;
	while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
	const shift = after.length - before.length;
	return spots.flatMap((spot) => {
		if (spot.to <= head) return [spot];
		if (spot.from < before.length - tail) return [];
		return [{ ...spot, from: spot.from + shift, to: spot.to + shift }];
	});
}

/** The text in pieces, the spots among them. */
export function piecesOf(text: string, spots: readonly Spot[]): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const spot of spots) {
		if (spot.from > at) pieces.push({ text: text.slice(at, spot.from) });
		pieces.push({ text: text.slice(spot.from, spot.to), spot });
		at = spot.to;
	}
	if (at < text.length) pieces.push({ text: text.slice(at) });
	return pieces;
}

/** Each finding once, at the first place where it stands. */
export function eachOnce(spots: readonly Spot[]): Spot[] {
	return spots.filter((spot, index) => spots.findIndex((one) => one.id === spot.id) === index);
}
