import { loadLabels } from '#api/labels.svelte.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { findQuestions } from '#features/questions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:questions');
	const search = new URLSearchParams(url.search);
	return forOwnPage(url, async () => {
		const person = await loadPerson();
		requireScope(person, 'question:read');
		const [answer] = await Promise.all([findQuestions(search), loadLabels()]);
		const regions = person.roles.flatMap(({ role, usable, region }) =>
			role === 'coordinator' && usable && region ? [region] : []
		);
		return { answer, regions: [...new Set(regions)] };
	});
};
