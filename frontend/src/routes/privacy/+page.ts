import { forPage } from '#api/page.ts';
import { readContent } from '#features/contents/api.ts';

export async function load() {
	return { content: await forPage(readContent('privacy')) };
}
