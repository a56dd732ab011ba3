import { redirect } from '@sveltejs/kit';
import { loadLabels } from '#api/labels.svelte.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { readAccessLog, readCase, readPlaces, readWords } from '#features/caseApplication/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params, depends }) => {
	depends('own:case');
	const read = await forOwnPage(url, async () => {
		const [person, { item }] = await Promise.all([loadPerson(), readCase(params.id), loadLabels()]);
		if (item.state === 'draft') return undefined;
		const [entries, log, places] = await Promise.all([
			readWords(params.id),
			readAccessLog(params.id),
			readPlaces()
		]);
		return { item, entries, log, places, self: person.id };
	});
	if (!read) redirect(307, `/casussen/${params.id}/aanmelding`);
	return read;
};
