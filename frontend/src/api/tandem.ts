import { read } from './client';
import { own } from './own';
import type { CasePerson } from './types';

/** Everybody who is at a case: who applied, the other side, the tandem, experts. */
export async function readCasePeople(caseConsultationId: string): Promise<CasePerson[]> {
	const params = { path: { caseConsultationId } };
	return (await read(own.GET('/api/v1/caseConsultations/{caseConsultationId}/people', { params }))).items;
}

/** The tandem that handles a case: who can have its lead, and its tasks. */
export async function readTandem(caseConsultationId: string): Promise<CasePerson[]> {
	return (await readCasePeople(caseConsultationId)).filter(({ party }) => party === 'coordinator');
}
