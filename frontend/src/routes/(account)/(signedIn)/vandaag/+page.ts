import { loadLabels } from '#api/labels.svelte.ts';
import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { readWaiting } from '#features/today/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:today');
	return forOwnPage(url, async () => {
		const person = await loadPerson();
		const [waiting] = await Promise.all([readWaiting(person), loadLabels()]);
		return { person, waiting };
	});
};
