import type { AccountRequest, OrganizationItem } from '#api/types.ts';
import { emailNeeded, needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';

/** What somebody may ask an account for: applying from one of two sectors, or keeping offers. */
export type Wish = 'clb' | 'youthCare' | 'partner';

/** The form as it stands. */
export interface Draft {
	wish: Wish | '';
	name: string;
	email: string;
	region: string;
	organization: string;
	motivation: string;
}

/** A form in which nothing was filled in yet. */
export function emptyDraft(): Draft {
	return { wish: '', name: '', email: '', region: '', organization: '', motivation: '' };
}

/** What is still wrong with it, in the order of the page. */
export function faultsIn(draft: Draft): Fault[] {
	return [
		...needed('wish', draft.wish, m.fault_wish()),
		...needed('name', draft.name, m.fault_name()),
		...emailNeeded('email', draft.email),
		...needed('organization', draft.organization, m.fault_organization()),
		...needed('region', draft.region, m.fault_region()),
		...needed('motivation', draft.motivation, m.fault_motivation())
	];
}

/** The request as the API takes it: an organization that was chosen from the list goes by its id, another by its name. */
export function asRequest(draft: Draft, known: readonly OrganizationItem[]): AccountRequest {
	const organization = draft.organization.trim();
	const chosen = known.find((one) => one.name === organization);
	return {
		...(draft.wish === 'clb' || draft.wish === 'youthCare'
			? { role: 'referrer', sector: draft.wish }
			: { role: 'partnerEditor' }),
		name: draft.name.trim(),
		email: draft.email.trim(),
		region: draft.region,
		motivation: draft.motivation.trim(),
		...(chosen ? { organization: chosen.id } : { organizationName: organization })
	};
}
