import { describe, expect, it } from 'vitest';
import { periodOf, reachOf, roleInWords, sectorName } from '#api/roleWords.ts';
import type { HeldRole, RoleRule } from '#api/types.ts';
import { requestsQuery } from '#features/accountRequests/decisions.ts';
import { stateOf } from '#features/apiClients/states.ts';
import { eventsQuery } from '#features/audit/state.ts';
import { asRoleInput, emptyRole, faultsInRole, givingOf } from '#features/people/roleDraft.ts';
import { reviewQuery } from '#features/people/states.ts';
import { actionName, actorName, fieldNames, objectName } from '#lib/audit/words.ts';
import { areasOf } from '#lib/session/areas.ts';

const organization = { id: 'o1', href: '/api/v1/organizations/o1', name: 'Arktos' };

function held(role: HeldRole['role'], more: Partial<HeldRole> = {}): HeldRole {
	const title = { nl: 'Rol', en: 'Role' };
	return { id: role, role, title, standIn: false, validFrom: '2026-11-24', usable: true, ...more };
}

function rule(role: RoleRule['role'], more: Partial<RoleRule> = {}): RoleRule {
	const text = { nl: 'Rol', en: 'Role' };
	const usual = { title: text, description: text, scopes: [], secondFactor: false, asks: [], sectors: [] };
	return { role, reach: 'everywhere', ...usual, ...more };
}

const gives = [{ scope: 'roleAssignment:write' as const, description: { nl: 'Geven', en: 'Give' } }];
const RULES = [
	rule('referrer', { reach: 'own', asks: ['region', 'sector'], sectors: ['clb', 'youthCare'] }),
	rule('partnerEditor', { reach: 'organization', asks: ['organization'] }),
	rule('partnerManager', { reach: 'organization', asks: ['organization'], scopes: gives }),
	rule('coordinator', { reach: 'region', asks: ['region', 'post'] }),
	rule('administrator', { scopes: gives })
];

describe('a role in words', () => {
	it('says for whom or how far', () => {
		expect(reachOf(held('partnerEditor', { organization }))).toBe('Voor Arktos');
		expect(reachOf(held('administrator'))).toBe('In heel Vlaanderen en Brussel');
		expect(reachOf(held('referrer'))).toBe('Voor je eigen aanmeldingen');
		expect(roleInWords(held('partnerEditor', { organization }))).toBe('Rol, voor Arktos');
		expect(sectorName('clb')).toBe('CLB');
	});

	it('says from when until when', () => {
		expect(periodOf(held('administrator'))).toBe('Vanaf di 24 nov 2026');
		expect(periodOf(held('administrator', { validUntil: '2026-12-31' }))).toBe(
			'Van di 24 nov 2026 tot en met do 31 dec 2026'
		);
	});
});

describe('giving a role', () => {
	it('is for every role and organization to who may do it everywhere', () => {
		const { rules, organizations } = givingOf({ roles: [held('administrator')] }, RULES);
		expect(rules.map(({ role }) => role)).toEqual(RULES.map(({ role }) => role));
		expect(organizations).toBeUndefined();
	});

	it("is for partners' roles in the own organization to its manager, and for nobody without a usable role", () => {
		const manager = held('partnerManager', { organization });
		const { rules, organizations } = givingOf({ roles: [manager, held('coordinator')] }, RULES);
		expect(rules.map(({ role }) => role)).toEqual(['partnerEditor', 'partnerManager']);
		expect(organizations).toEqual([{ id: 'o1', name: 'Arktos' }]);
		expect(givingOf({ roles: [{ ...manager, usable: false }] }, RULES).rules).toEqual([]);
	});

	it('needs what the role asks for, and sends nothing else', () => {
		const [referrer] = RULES as [RoleRule];
		const draft = { ...emptyRole(RULES), role: 'referrer', post: 'youthCareEducation', standIn: true };
		expect(faultsInRole(draft, referrer, 'role.').map(({ field }) => field)).toEqual([
			'role.region',
			'role.sector'
		]);
		const whole = {
			...draft,
			region: 'OVL',
			sector: 'clb',
			validFrom: '2027-01-01',
			validUntil: '2026-12-31'
		};
		expect(faultsInRole(whole, referrer).map(({ field }) => field)).toEqual(['validUntil']);
		expect(asRoleInput({ ...whole, validUntil: '' }, referrer)).toEqual({
			role: 'referrer',
			region: 'OVL',
			sector: 'clb',
			standIn: false,
			validFrom: '2027-01-01'
		});
		expect(faultsInRole(emptyRole(RULES), undefined)).toHaveLength(1);
	});

	it('fills in what there is no choice in', () => {
		expect(emptyRole(RULES.slice(1, 2), [organization])).toMatchObject({
			role: 'partnerEditor',
			organization
		});
	});
});

describe('the questions of the tables', () => {
	const review = (query: string) => Object.fromEntries(reviewQuery(new URLSearchParams(query), '2026-11-24'));

	it('review what holds today, what ends soon, what nobody uses, or everything', () => {
		expect(review('')).toMatchObject({ activeOn: '2026-11-24', sort: 'name' });
		expect(review('show=ending')).toMatchObject({ activeOn: '2026-11-24', endsBy: '2027-01-23' });
		expect(review('show=unused')).toMatchObject({ activeOn: '2026-11-24', unusedSince: '2026-08-26' });
		expect(review('show=all')).not.toHaveProperty('activeOn');
		expect(review('show=all')).not.toHaveProperty('show');
	});

	it('show the requests that wait unless others are asked for', () => {
		const status = (query: string) => requestsQuery(new URLSearchParams(query)).get('status');
		expect([status(''), status('status=refused'), status('status=all')]).toEqual(['new', 'refused', null]);
	});

	it('make days of Brussels the instants between which events lie, the last day included', () => {
		const query = eventsQuery(new URLSearchParams('from=2026-07-01&to=2026-11-24&action=read&x=y'));
		expect(Object.fromEntries(query)).toEqual({
			pageSize: '50',
			action: 'read',
			from: '2026-06-30T22:00:00.000Z',
			to: '2026-11-24T23:00:00.000Z'
		});
	});
});

describe('the trail in words', () => {
	it('names what it knows and shows the rest as it is', () => {
		expect([actionName('read'), objectName('users')]).toEqual(['bekeek', 'accounts']);
		expect([actionName('levitated'), objectName('ufos')]).toEqual(['levitated', 'ufos']);
		expect(fieldNames(['organizationId', 'organization', 'validUntil', 'x'])).toBe(
			'organisatie, laatste dag, x'
		);
		expect(actorName({ kind: 'user', name: 'Oona' })).toBe('Oona');
		expect(actorName({ kind: 'system' })).toBe('Bruggen zelf');
	});
});

describe('what one is offered', () => {
	it('is what the scopes open', () => {
		expect(areasOf(['ownProfile:read'])).toEqual([]);
		expect(areasOf(['auditEvent:read', 'user:read']).map(({ href }) => href)).toEqual([
			'/beheer/mensen',
			'/beheer/audit'
		]);
	});

	it('tells a system that works from one that ran out and one that was cut off', () => {
		const client = {
			href: '',
			id: 'c1',
			name: 'Systeem',
			organization,
			scopes: [],
			createdAt: '2026-01-01T00:00:00Z',
			expiresOn: '2026-11-24'
		};
		expect(stateOf(client, '2026-11-24')).toBe('works');
		expect(stateOf(client, '2026-11-25')).toBe('expired');
		expect(stateOf({ ...client, revokedAt: '2026-02-01T00:00:00Z' }, '2026-11-25')).toBe('cutOff');
	});
});
