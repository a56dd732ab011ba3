/** Between a member as the API has it and the fields of its form. */
import type { NetworkMember, NetworkMemberInput } from '#api/types.ts';
import type { Fault } from '#lib/forms/faults.ts';
import type { Named } from '#lib/forms/named.ts';
import { m } from '#lib/paraglide/messages.js';

export interface MemberForm {
	organization: Named | undefined;
	post: string;
	role: string;
	since: string;
	until: string;
	responsibility: string;
}

/** The form of somebody who begins to take part. */
export function blank(today: string): MemberForm {
	return { organization: undefined, post: '', role: 'member', since: today, until: '', responsibility: '' };
}

export function formOf(member: NetworkMember): MemberForm {
	const { organization, post = '', role, since = '', until = '', responsibility = '' } = member;
	return { organization, post, role, since, until, responsibility };
}

/** What a form says of a member; what is not filled in is not there. */
export type Said = {
	[Name in keyof NetworkMemberInput]?: NonNullable<NetworkMemberInput[Name]>;
} & { role: string };

export function saidIn({ organization, role, ...texts }: MemberForm): Said {
	const said = Object.entries(texts).map(([name, text]) => [name, text.trim()]);
	return {
		role,
		...(organization && { organization: organization.id }),
		...Object.fromEntries(said.filter(([, text]) => text !== ''))
	};
}

export function faultsIn({ organization, post, since, until }: MemberForm): Fault[] {
	const faults: Fault[] = [];
	if (!organization && post.trim() === '')
		faults.push({ field: 'organization', text: m.meet_fault_member() });
	if (since && until && until < since) faults.push({ field: 'until', text: m.meet_fault_period() });
	return faults;
}
