import type { Check } from '#lib/sensitive/textCheck.svelte.ts';
import { read } from './client';
import { own } from './own';

/** What looks into the texts of this case. Nothing of them is kept, nor stands in an address. */
export function checkerOf(caseConsultationId: string): Check {
	const params = { path: { caseConsultationId } };
	return async (name, text) => {
		const body = { name, text, confirmations: [] };
		return (
			await read(own.POST('/api/v1/caseConsultations/{caseConsultationId}/textChecks', { params, body }))
		).findings;
	};
}
