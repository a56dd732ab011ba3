import { HOME_OF_PERSON } from '#lib/session/returnPath.ts';
import { loadPerson } from './own';

/** Where somebody begins who signed in without having been on the way to a page: with what waits, where cases or the trail are theirs. */
export async function landing(): Promise<string> {
	// Without an answer their own page says more.
	const person = await loadPerson().catch(() => undefined);
	const waits = person?.scopes.some(
		(scope) => scope === 'caseConsultation:read' || scope === 'auditEvent:read'
	);
	return waits ? '/vandaag' : HOME_OF_PERSON;
}
