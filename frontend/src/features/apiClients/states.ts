import type { ApiClient } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import type { TableState } from '#lib/table/query.ts';
import type { Ability } from './api';

export const CLIENTS: TableState = {
	path: '/beheer/koppelingen',
	filters: ['active', 'organization'],
	usualSort: 'name'
};

export type ClientState = 'works' | 'expired' | 'cutOff';

/** Whether a system may call on a day. */
export function stateOf({ revokedAt, expiresOn }: ApiClient, today: string): ClientState {
	if (revokedAt) return 'cutOff';
	return expiresOn < today ? 'expired' : 'works';
}

/** What a system may do, in words; what is not known here as the API names it. */
export function abilitiesOf({ scopes }: Pick<ApiClient, 'scopes'>, abilities: readonly Ability[]): string[] {
	return scopes.map((scope) => abilities.find(({ code }) => code === scope)?.name ?? scope);
}

export const ACTIVE = [
	{ code: 'true', name: m.admin_client_works() },
	{ code: 'false', name: m.admin_client_stopped() }
];
