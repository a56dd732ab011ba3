import { m } from '#lib/paraglide/messages.js';

/** A part of the site for people with certain rights. */
export interface Area {
	href: string;
	title: string;
	text: string;
}

/** Each area, and the scope that opens it. */
const AREAS: readonly (Area & { scope: string })[] = [
	{
		href: '/beheer/aanvragen',
		title: m.admin_requests(),
		text: m.admin_requests_text(),
		scope: 'accountRequest:read'
	},
	{ href: '/beheer/mensen', title: m.admin_people(), text: m.admin_people_text(), scope: 'user:read' },
	{
		href: '/beheer/rollen',
		title: m.admin_review(),
		text: m.admin_review_text(),
		scope: 'roleAssignment:read'
	},
	{
		href: '/beheer/koppelingen',
		title: m.admin_clients(),
		text: m.admin_clients_text(),
		scope: 'apiClient:read'
	},
	{ href: '/beheer/audit', title: m.admin_audit(), text: m.admin_audit_text(), scope: 'auditEvent:read' },
	{ href: '/beheer/teksten', title: m.edit_pages_title(), text: m.edit_pages_text(), scope: 'content:write' },
	{
		href: '/beheer/synoniemen',
		title: m.edit_synonyms_title(),
		text: m.edit_synonyms_text(),
		scope: 'synonym:write'
	},
	{
		href: '/beheer/codelijsten',
		title: m.edit_lists_title(),
		text: m.edit_lists_text(),
		scope: 'taxonomy:write'
	}
];

/** The areas that these scopes open. */
export function areasOf(scopes: readonly string[]): Area[] {
	return AREAS.filter(({ scope }) => scopes.includes(scope));
}
