/** Between an organization as the API has it and the fields of its form. */
import type { Organization, OrganizationInput } from '#api/types.ts';
import type { ContactRow } from '#lib/forms/contacts.ts';

const TEXTS = ['name', 'shortName', 'sector', 'description', 'website', 'companyNumber'] as const;
type Text = (typeof TEXTS)[number];

export interface OrganizationForm extends Record<Text, string> {
	contacts: ContactRow[];
}

export function organizationForm(organization: Organization): OrganizationForm {
	const texts = Object.fromEntries(TEXTS.map((name) => [name, organization[name] ?? ''])) as Record<
		Text,
		string
	>;
	const contacts = organization.contacts.map(({ kind, value, label = '', visibility }) => ({
		kind,
		value,
		label,
		visibility
	}));
	return { ...texts, contacts };
}

/** The merge patch of the record for what was changed in its form: an empty text is none. */
export function organizationPatch(patch: Partial<OrganizationForm>): Partial<OrganizationInput> {
	const changes: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(patch)) {
		if (name === 'contacts') changes.contacts = (value as ContactRow[]).map(contactInput);
		else changes[name] = String(value).trim() || null;
	}
	return changes as Partial<OrganizationInput>;
}

function contactInput({ kind, value, label, visibility }: ContactRow) {
	return { kind, value: value.trim(), visibility, ...(label.trim() && { label: label.trim() }) };
}
