import { loadPerson } from '#api/own.ts';
import { forOwnPage } from '#api/ownPage.ts';
import { accessLogOf, assignmentsOf, listRoles, readUser, sessionsOf } from '#features/people/api.ts';
import { givingOf } from '#features/people/roleDraft.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, params: { id }, depends }) => {
	depends('own:people');
	return forOwnPage(url, async () => {
		const person = await loadPerson();
		const may = (scope: (typeof person.scopes)[number]) => person.scopes.includes(scope);
		const own = person.id === id;
		const [account, assignments, rules, sessions, log] = await Promise.all([
			readUser(id),
			assignmentsOf(id),
			listRoles(),
			may('session:read') ? sessionsOf(id) : undefined,
			own || may('auditEvent:read') ? accessLogOf(id) : undefined
		]);
		return {
			account,
			assignments,
			sessions,
			log,
			// Nobody gives roles to themselves, or suspends themselves.
			giving: may('roleAssignment:write') && !own ? givingOf(person, rules) : undefined,
			mayManage: may('user:write') && !own
		};
	});
};
