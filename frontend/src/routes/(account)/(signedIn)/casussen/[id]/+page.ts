import { redirect } from '@sveltejs/kit';
import { loadLabels } from '#api/labels.svelte.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { readAccessLog, readCase, readPlaces, readWords } from '#features/caseApplication/api.ts';
import { regionNames } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params, depends }) => {
	depends('own:case');
	const page = await forOwnPage(url, async () => {
		const [person, read] = await Promise.all([loadPerson(), readCase(params.id), loadLabels()]);
		const { item } = read;
		if (item.state === 'draft') return { elsewhere: item.channel === 'form' ? 'aanmelding' : 'telefoon' };
		const places = await readPlaces();
		const applies = item.parties.includes('applicant') || item.parties.includes('otherSide');
		// One of the tandem who also applied works at it as one of the tandem.
		if (!applies || item.parties.includes('coordinator')) {
			const regions = [...(await regionNames())].map(([code, name]) => ({ code, name }));
			return { tandem: { read, places, regions } };
		}
		const [entries, log] = await Promise.all([readWords(params.id), readAccessLog(params.id)]);
		return { referrer: { item, entries, log, places, self: person.id } };
	});
	const { tandem, referrer } = page;
	if (tandem || referrer) return { tandem, referrer };
	if (page.elsewhere === 'telefoon') redirect(307, `/casussen/telefoon?casus=${params.id}`);
	redirect(307, `/casussen/${params.id}/aanmelding`);
};
