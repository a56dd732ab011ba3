import { needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ClientForm } from './api';

/** What is still wrong with a system, in the order of the page. */
export function faultsInClient({ name, scopes, expiresOn }: ClientForm): Fault[] {
	return [
		...needed('name', name, m.admin_fault_client_name()),
		...needed('scopes', scopes.join(), m.admin_fault_scopes()),
		...needed('expiresOn', expiresOn, m.admin_fault_expires())
	];
}
