import { redirect } from '@sveltejs/kit';
import { loadLabels } from '#api/labels.svelte.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { readCase, readPlaces, readWords } from '#features/caseApplication/api.ts';
import { completionAsked } from '#features/caseApplication/conversation.ts';
import { regionNames } from '#features/regions/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, params }) => {
	const opened = await forOwnPage(url, async () => {
		const [read, places, names] = await Promise.all([
			readCase(params.id),
			readPlaces(),
			regionNames(),
			loadLabels()
		]);
		const { state, editable } = read.item;
		if (!editable || (state !== 'draft' && state !== 'toBeCompleted')) return undefined;
		const question = state === 'draft' ? undefined : completionAsked(await readWords(params.id));
		return { read, places, question, regions: [...names].map(([code, name]) => ({ code, name })) };
	});
	if (!opened) redirect(307, `/casussen/${params.id}`);
	return opened;
};
