import { labelOf, labelsOf } from '#api/labels.svelte.ts';
import type { Offer } from '#api/types.ts';
import { capitalize, formatAges, formatDate, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { accessAnswer } from './access';

interface CompareRow {
	title: string;
	cells: string[];
}

function room({ availability }: Offer): string {
	const parts = [labelOf('availabilities', availability.status)];
	if (availability.waitingWeeks) parts.push(m.waiting_weeks({ weeks: availability.waitingWeeks }));
	if (availability.checkedOn) parts.push(m.checked_on({ date: formatDate(availability.checkedOn) }));
	return parts.filter(Boolean).join(', ');
}

/** Offers side by side: one row for each property, one cell for each offer. */
export function compareRows(offers: readonly Offer[]): CompareRow[] {
	const words = (list: string, codes: readonly string[]) => capitalize(formatList(labelsOf(list, codes)));
	const properties: [string, (offer: Offer) => string][] = [
		[m.filter_category(), (offer) => labelOf('categories', offer.category)],
		[m.compare_provider(), (offer) => formatList(offer.providers.map((one) => one.name))],
		[m.offer_room(), room],
		[m.filter_age(), (offer) => capitalize(formatAges(offer.ageMin, offer.ageMax))],
		[m.filter_level(), (offer) => words('levels', offer.levels)],
		[m.filter_theme(), (offer) => words('themes', offer.themes)],
		[m.access_question(), (offer) => accessAnswer(offer.accessRoutes).short],
		[m.offer_way_in(), (offer) => words('accessRoutes', offer.accessRoutes)],
		[m.filter_cost(), (offer) => [labelOf('costs', offer.cost), offer.costNote].filter(Boolean).join(' – ')],
		[m.filter_mode(), (offer) => words('modes', offer.modes)],
		[
			m.filter_located_in(),
			(offer) => formatList([...new Set(offer.locations.map((one) => one.address.municipality))])
		],
		[m.offer_conditions(), (offer) => offer.conditions ?? ''],
		[m.offer_contraindications(), (offer) => offer.contraindications ?? ''],
		[m.offer_contact(), (offer) => offer.contacts.map((one) => one.value).join(', ')],
		[m.compare_verified(), (offer) => (offer.verifiedOn ? formatDate(offer.verifiedOn) : '')]
	];
	return properties
		.map(([title, cell]) => ({ title, cells: offers.map(cell) }))
		.filter((row) => row.cells.some(Boolean));
}
