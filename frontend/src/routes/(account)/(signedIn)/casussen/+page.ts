import { loadLabels } from '#api/labels.svelte.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { listCases } from '#features/caseApplication/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:cases');
	return forOwnPage(url, async () => {
		const person = await loadPerson();
		requireScope(person, 'caseConsultation:read');
		const handles = person.scopes.includes('caseConsultation:write');
		// Whoever handles cases asks for them by what they want to see.
		const [items] = await Promise.all([handles ? [] : listCases(), loadLabels()]);
		const view = url.searchParams.get('weergave') ?? undefined;
		return { handles, items, view, mayApply: person.scopes.includes('caseConsultation:apply') };
	});
};
