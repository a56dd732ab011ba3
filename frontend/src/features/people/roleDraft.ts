import { sectorName } from '#api/roleWords.ts';
import type { Profile, RoleInput, RoleRule } from '#api/types.ts';
import { needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import type { Named } from '#lib/forms/named.ts';
import { m } from '#lib/paraglide/messages.js';

/** A role that is being filled in. */
export interface RoleDraft {
	role: string;
	region: string;
	organization: Named | undefined;
	post: string;
	sector: string;
	standIn: boolean;
	validFrom: string;
	validUntil: string;
}

/** A role of which nothing was filled in yet, but what there is no choice in. */
export function emptyRole(rules: readonly RoleRule[], organizations: readonly Named[] = []): RoleDraft {
	return {
		role: rules.length === 1 ? (rules[0]?.role ?? '') : '',
		region: '',
		organization: organizations.length === 1 ? organizations[0] : undefined,
		post: '',
		sector: '',
		standIn: false,
		validFrom: '',
		validUntil: ''
	};
}

/** What somebody may give, and for which organizations: only their own, where there is a list. */
export interface Giving {
	rules: RoleRule[];
	organizations: Named[] | undefined;
}

const GIVES = 'roleAssignment:write';

/** What a person may give: whoever may do it everywhere gives any role, others those of their own organization. */
export function givingOf({ roles }: Pick<Profile, 'roles'>, rules: readonly RoleRule[]): Giving {
	const may = (role: string) =>
		rules.find((rule) => rule.role === role && rule.scopes.some(({ scope }) => scope === GIVES));
	const usable = roles.filter((one) => one.usable && may(one.role));
	if (usable.some((one) => may(one.role)?.reach === 'everywhere'))
		return { rules: [...rules], organizations: undefined };
	const organizations = usable.flatMap(({ organization }) => organization ?? []);
	return {
		rules: organizations.length > 0 ? rules.filter((rule) => rule.reach === 'organization') : [],
		organizations: organizations.map(({ id, name }) => ({ id, name }))
	};
}

/** The sectors of which a role asks one, in words. */
export function sectorsOf(rule: RoleRule): { code: string; name: string }[] {
	return rule.sectors.map((code) => ({ code, name: sectorName(code) }));
}

/**
 * What is still wrong with a role, in the order of the page.
 *
 * @param within where the role stands in what is sent: `role.` in an invitation
 */
export function faultsInRole(draft: RoleDraft, rule: RoleRule | undefined, within = ''): Fault[] {
	if (!rule) return [{ field: `${within}role`, text: m.admin_fault_role() }];
	const asked: Record<string, [value: string, text: string]> = {
		region: [draft.region, m.fault_region()],
		organization: [draft.organization?.id ?? '', m.admin_fault_organization()],
		post: [draft.post, m.admin_fault_post()],
		sector: [draft.sector, m.admin_fault_sector()]
	};
	const { validFrom, validUntil } = draft;
	return [
		...Object.entries(asked).flatMap(([name, [value, text]]) =>
			rule.asks.includes(name) ? needed(`${within}${name}`, value, text) : []
		),
		...(validFrom && validUntil && validUntil < validFrom
			? [{ field: `${within}validUntil`, text: m.admin_fault_period() }]
			: [])
	];
}

/** The role as the API takes it: what its rule asks for, and no more. */
export function asRoleInput(draft: RoleDraft, rule: RoleRule): RoleInput {
	const bounds = {
		region: draft.region,
		organization: draft.organization?.id,
		post: draft.post,
		sector: draft.sector
	};
	const asked = Object.entries(bounds).filter(([name, value]) => rule.asks.includes(name) && value);
	return {
		role: rule.role,
		...(Object.fromEntries(asked) as Pick<RoleInput, keyof typeof bounds>),
		standIn: rule.asks.includes('post') && draft.standIn,
		...(draft.validFrom && { validFrom: draft.validFrom }),
		...(draft.validUntil && { validUntil: draft.validUntil })
	};
}
