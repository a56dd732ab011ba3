import { loadRegionNames } from '#api/labels.svelte.ts';
import { forPage } from '#api/page.ts';
import { find } from '#features/search/api.ts';
import { stateOf } from '#features/search/state.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	void loadRegionNames();
	const state = stateOf(new URLSearchParams(url.search));
	return { state, result: state.q ? await forPage(find(state)) : undefined };
};
