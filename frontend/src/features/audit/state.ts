import { addDays, beginOf, isDay } from '#lib/i18n/days.ts';
import { PAGE_SIZE, type TableState } from '#lib/table/query.ts';

export const AUDIT: TableState = {
	path: '/beheer/audit',
	filters: ['actor', 'action', 'objectType', 'objectId', 'from', 'to'],
	usualSort: '-sequence'
};

/** The question to the API that a state stands for: days become the instants between which they lie, the last one included. */
export function eventsQuery(search: URLSearchParams): URLSearchParams {
	const query = new URLSearchParams({ pageSize: String(2 * PAGE_SIZE) });
	for (const name of AUDIT.filters) {
		const value = search.get(name)?.trim() ?? '';
		if (value === '') continue;
		if (name === 'from' && isDay(value)) query.set(name, beginOf(value));
		else if (name === 'to' && isDay(value)) query.set(name, beginOf(addDays(value, 1)));
		else query.set(name, value);
	}
	return query;
}
