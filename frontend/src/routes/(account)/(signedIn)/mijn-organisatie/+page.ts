import { loadLabels } from '#api/labels.svelte.ts';
import { municipalityNames } from '#api/lookups.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { revisionsOf } from '#features/offerRevisions/api.ts';
import { offersOf, readOrganization } from '#features/organizations/api.ts';
import { keptBy, mayArchive } from '#features/organizations/own.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:organization');
	const wanted = url.searchParams.get('organisatie');
	return forOwnPage(url, async () => {
		const person = await loadPerson();
		const organizations = await keptBy(person);
		const id = (organizations.find((one) => one.id === wanted) ?? organizations[0])?.id;
		if (!id) return { organizations };
		const [read, offers, revisions, municipalities] = await Promise.all([
			readOrganization(id),
			offersOf(id),
			revisionsOf(id),
			municipalityNames(),
			loadLabels()
		]);
		return {
			organizations,
			chosen: { read, offers, revisions, municipalities, mayArchive: mayArchive(person, id) }
		};
	});
};
