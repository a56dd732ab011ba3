import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ url }) => ({ person: await forOwnPage(url, loadPerson) });
