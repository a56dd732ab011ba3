/** Between a location as the API has it and the fields of its form. */
import type { LocationInput, LocationItem } from '#api/types.ts';

export interface LocationForm {
	name: string;
	street: string;
	houseNumber: string;
	postalCode: string;
	/** NIS code of the municipality. */
	nisCode: string;
	accessibilityFeatures: string[];
}

const ADDRESS: readonly string[] = ['street', 'houseNumber', 'postalCode', 'nisCode'];

/** A form in which nothing was filled in yet. */
export function emptyLocation(): LocationForm {
	return { name: '', street: '', houseNumber: '', postalCode: '', nisCode: '', accessibilityFeatures: [] };
}

export function locationForm({ name, address, accessibilityFeatures }: LocationItem): LocationForm {
	return {
		name: name ?? '',
		street: address.street ?? '',
		houseNumber: address.houseNumber ?? '',
		postalCode: address.postalCode,
		nisCode: address.nisCode,
		accessibilityFeatures: [...accessibilityFeatures]
	};
}

/** The merge patch of the record for what was changed in its form: an empty text is none. */
export function locationPatch(patch: Partial<LocationForm>): Partial<LocationInput> {
	const changes: Record<string, unknown> = {};
	const address: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(patch)) {
		const to = ADDRESS.includes(name) ? address : changes;
		to[name] = typeof value === 'string' ? value.trim() || null : value;
	}
	return { ...changes, ...(Object.keys(address).length > 0 && { address }) } as Partial<LocationInput>;
}

/** A new location as the API takes it. */
export function locationInput(form: LocationForm): LocationInput {
	const { name, street, houseNumber, postalCode, nisCode, accessibilityFeatures } = form;
	return {
		...(name.trim() && { name: name.trim() }),
		address: {
			...(street.trim() && { street: street.trim() }),
			...(houseNumber.trim() && { houseNumber: houseNumber.trim() }),
			postalCode: postalCode.trim(),
			nisCode
		},
		accessibilityFeatures: [...accessibilityFeatures]
	};
}
