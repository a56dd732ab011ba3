import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { requireScope } from '#api/scopes.ts';
import { type Language, openContent, readContent } from '#features/contents/api.ts';
import type { PageLoad } from './$types';

const LANGUAGES: readonly Language[] = ['nl', 'fr', 'en'];

export const load: PageLoad = ({ url, params }) => {
	const wanted = url.searchParams.get('taal');
	const language = LANGUAGES.find((one) => one === wanted) ?? 'nl';
	return forOwnPage(url, async () => {
		requireScope(await loadPerson(), 'content:write');
		const [content, opened] = await Promise.all([readContent(params.key), openContent(params.key, language)]);
		return { content, opened, language };
	});
};
