import { forPage } from '#api/page.ts';
import { findItems, monthOf } from '#features/expertise/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const search = new URLSearchParams(url.search);
	return search.get('view') === 'calendar'
		? { sessions: await forPage(monthOf(search)) }
		: { answer: await forPage(findItems('training', search)) };
};
