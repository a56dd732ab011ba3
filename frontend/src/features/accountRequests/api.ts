import { api, read, succeed } from '#api/client.ts';
import type { AccountRequest, OrganizationItem } from '#api/types.ts';

/** Asks for an account. The answer is the same whether the address is known or not. */
export async function requestAccount(body: AccountRequest): Promise<void> {
	await succeed(api.POST('/api/v1/accountRequests', { body }));
}

/** Organizations with these words in their name. */
export async function suggestOrganizations(words: string): Promise<OrganizationItem[]> {
	const params = { query: { q: words, pageSize: 8, sort: ['name' as const] } };
	return (await read(api.GET('/api/v1/organizations', { params }))).items;
}
