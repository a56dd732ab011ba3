import { municipalityNames } from '#api/lookups.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { evaluationsOf, readSession, registrationsOf } from '#features/trainingSessions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params, depends }) => {
	depends('own:trainingSession');
	return forOwnPage(url, async () => {
		const [session, registrations, evaluations, municipalities] = await Promise.all([
			readSession(params.id),
			registrationsOf(params.id),
			evaluationsOf(params.id),
			municipalityNames()
		]);
		return { session, registrations, evaluations, municipalities };
	});
};
