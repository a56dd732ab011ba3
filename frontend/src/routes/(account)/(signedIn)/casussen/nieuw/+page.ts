import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) =>
	forOwnPage(url, async () => {
		const person = await loadPerson();
		requireScope(person, 'caseConsultation:apply');
		return { person };
	});
