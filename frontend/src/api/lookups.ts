/** What forms and filters choose from by its name. */
import type { Named } from '#lib/forms/named.ts';
import { api, read } from './client';
import { own } from './own';

const FEW = 8;

/** Organizations with these words in their name. */
export async function findOrganizations(words: string): Promise<Named[]> {
	const params = { query: { q: words, pageSize: FEW, sort: ['name' as const] } };
	return (await read(api.GET('/api/v1/organizations', { params }))).items;
}

/** The organization of this id, as far as it is known here. */
export async function nameOrganization(organizationId: string): Promise<Named | undefined> {
	const params = { path: { organizationId } };
	return read(api.GET('/api/v1/organizations/{organizationId}', { params })).catch(() => undefined);
}

/** People whose account one may see, by their name and mail address: two people may share a name. */
export async function findPeople(words: string): Promise<Named[]> {
	const params = { query: { q: words, pageSize: FEW } };
	const { items } = await read(own.GET('/api/v1/users', { params }));
	return items.map(({ id, name, email }) => ({ id, name: `${name}, ${email}` }));
}

/** The person of this id, as far as one may see who that is. */
export async function namePerson(userId: string): Promise<Named | undefined> {
	const params = { path: { userId } };
	return read(own.GET('/api/v1/users/{userId}', { params })).then(
		({ id, name, email }) => ({ id, name: `${name}, ${email}` }),
		() => undefined
	);
}

const ALL = 400;

/** All municipalities: name by NIS code, in the order of their names. */
export async function municipalityNames(): Promise<Map<string, string>> {
	const query = { pageSize: ALL, select: ['nisCode,name'] };
	const { items } = await read(api.GET('/api/v1/municipalities', { params: { query } }));
	const pairs = items.map(({ nisCode, name }) => [nisCode, name.nl] as const);
	return new Map(pairs.sort(([, one], [, other]) => one.localeCompare(other, 'nl')));
}
