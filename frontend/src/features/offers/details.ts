import { labelsOf } from '#api/labels.svelte.ts';
import type { Offer } from '#api/types.ts';
import { capitalize, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

export interface Detail {
	title: string;
	text: string;
}

/** The remaining coded properties of an offer in words, those without a value left out. */
export function detailsOf(offer: Offer): Detail[] {
	const words = (list: string, codes: readonly string[]) => capitalize(formatList(labelsOf(list, codes)));
	const rows: Detail[] = [
		{ title: m.filter_mode(), text: words('modes', offer.modes) },
		{ title: m.filter_aim(), text: words('aims', offer.aims) },
		{ title: m.offer_methods(), text: words('methods', offer.methods) },
		{ title: m.filter_track(), text: words('tracks', offer.tracks) },
		{ title: m.offer_attendance(), text: words('attendanceStatuses', offer.attendanceStatuses) },
		{ title: m.filter_language(), text: words('languages', offer.languages) },
		{ title: m.offer_accessibility(), text: words('accessibilityFeatures', offer.accessibilityFeatures) },
		{
			title: m.offer_transport(),
			text: [words('transports', offer.transports), offer.transportNote].filter(Boolean).join(' – ')
		},
		{ title: m.offer_accreditation(), text: words('accreditations', offer.accreditations) },
		{
			title: m.filter_out_of_school(),
			text: offer.outOfSchool ? m.out_of_school_yes() : m.out_of_school_no()
		}
	];
	return rows.filter((row) => row.text !== '');
}
