import { redirect } from '@sveltejs/kit';
import { loadLabels } from '#api/labels.svelte.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { readCase, readPlaces } from '#features/caseApplication/api.ts';
import { ownRegion } from '#features/caseApplication/phone.ts';
import { regionNames } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const id = url.searchParams.get('casus');
	const page = await forOwnPage(url, async () => {
		const person = await loadPerson();
		requireScope(person, 'caseConsultation:write');
		const [read, places, names] = await Promise.all([
			id ? readCase(id) : undefined,
			readPlaces(),
			regionNames(),
			loadLabels()
		]);
		const regions = [...names].map(([code, name]) => ({ code, name }));
		return { read, places, regions, region: ownRegion(person) };
	});
	// What was handed in is worked on elsewhere.
	if (page.read && page.read.item.state !== 'draft') redirect(307, `/casussen/${page.read.item.id}`);
	return page;
};
