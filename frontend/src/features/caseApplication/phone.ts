import { own } from '#api/own.ts';
import { tagged } from '#api/saving.svelte.ts';
import type { Profile } from '#api/types.ts';
import type { ReadCase } from './api';
import type { Application } from './form';

/** The region that somebody coordinates; the first one of several. */
export function ownRegion({ roles }: Profile): string | undefined {
	return roles.find(({ role, usable }) => role === 'coordinator' && usable)?.region;
}

/** Begins to write down what somebody tells on the phone. */
export function beginByPhone(said: Application): Promise<ReadCase> {
	const params = { header: { 'idempotency-key': crypto.randomUUID() } };
	const body = { ...said, channel: 'phone' } as never;
	return tagged(own.POST('/api/v1/caseConsultations', { params, body }));
}

/** Takes it up at once: who is on the phone need not wait for that. */
export function takeUp(caseConsultationId: string): Promise<ReadCase> {
	const params = { path: { caseConsultationId } };
	const body = { confirmations: [] };
	return tagged(own.POST('/api/v1/caseConsultations/{caseConsultationId}/screenings', { params, body }));
}
