import { forPage } from '#api/page.ts';
import { readSession } from '#features/expertise/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => ({ session: await forPage(readSession(params.session)) });
