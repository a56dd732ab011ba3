import { forOwnPage } from '#api/ownPage.ts';
import { listRoles } from '#features/people/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => ({ rules: await forOwnPage(url, listRoles) });
