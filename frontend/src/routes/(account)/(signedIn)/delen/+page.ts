import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { readOverview } from '#features/expertiseRevisions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) =>
	forOwnPage(url, async () => {
		const judges = (await loadPerson()).scopes.includes('expertise:review');
		return { judges, overview: await readOverview(judges) };
	});
