import { forPage } from '#api/page.ts';
import { readPicture } from '#features/networkPicture/api.ts';

export const load = async () => ({ picture: await forPage(readPicture()) });
