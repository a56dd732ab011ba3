import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { isTheirs } from '#api/scopes.ts';
import { readMeeting, readNetwork } from '#features/networkTable/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params }) =>
	forOwnPage(url, async () => {
		const [person, network, meeting] = await Promise.all([
			loadPerson(),
			readNetwork(params.id),
			readMeeting(params.meeting)
		]);
		return { meeting, keeps: isTheirs(person, network) };
	});
