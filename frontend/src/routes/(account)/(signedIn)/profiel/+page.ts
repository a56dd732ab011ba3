import { forOwnPage } from '#api/ownPage.ts';
import { listSessions, readAccount } from '#features/profile/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, depends }) => {
	depends('own:profile');
	return forOwnPage(url, async () => {
		const account = await readAccount();
		return { account, sessions: await listSessions(account.profile.id) };
	});
};
