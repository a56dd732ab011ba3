import { api, read, succeed } from '#api/client.ts';
import { own } from '#api/own.ts';
import { type Tagged, tagged } from '#api/saving.svelte.ts';
import type { Availability, OfferCard, Organization, OrganizationItem } from '#api/types.ts';
import { type LocationForm, locationForm, locationInput, locationPatch } from './locationForm';
import { type OrganizationForm, organizationForm, organizationPatch } from './organizationForm';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

function matching(etag: string) {
	return { 'if-match': etag };
}

/** An organization with its locations, and the tag of both. */
export function readOrganization(organizationId: string): Promise<Tagged<Organization>> {
	const params = { path: { organizationId }, query: { embed: ['locations'] } };
	return tagged(own.GET('/api/v1/organizations/{organizationId}', { params }));
}

/** The organizations that have a location in a region. */
export async function organizationsOf(region: string): Promise<OrganizationItem[]> {
	const query = { region: [region], pageSize: 1000, sort: ['name' as const] };
	return (await read(api.GET('/api/v1/organizations', { params: { query } }))).items;
}

/** The own fields of an organization, for its form. */
export async function openOrganization(organizationId: string): Promise<Tagged<OrganizationForm>> {
	const { item, etag } = await readOrganization(organizationId);
	return { item: organizationForm(item), etag };
}

export async function saveOrganization(
	organizationId: string,
	changes: Partial<OrganizationForm>,
	etag: string
): Promise<Tagged<OrganizationForm>> {
	const params = { path: { organizationId }, header: matching(etag) };
	const options = { params, headers: MERGE_PATCH, body: organizationPatch(changes) };
	const saved = await tagged(own.PATCH('/api/v1/organizations/{organizationId}', options));
	return { item: organizationForm(saved.item), etag: saved.etag };
}

const LOCATION = '/api/v1/organizations/{organizationId}/locations/{locationId}';

/** A location of an organization, for its form. */
export async function openLocation(
	organizationId: string,
	locationId: string
): Promise<Tagged<LocationForm>> {
	const { item, etag } = await tagged(
		own.GET(LOCATION, { params: { path: { organizationId, locationId } } })
	);
	return { item: locationForm(item), etag };
}

export async function saveLocation(
	organizationId: string,
	locationId: string,
	changes: Partial<LocationForm>,
	etag: string
): Promise<void> {
	const params = { path: { organizationId, locationId }, header: matching(etag) };
	await succeed(own.PATCH(LOCATION, { params, headers: MERGE_PATCH, body: locationPatch(changes) }));
}

export async function addLocation(organizationId: string, form: LocationForm): Promise<void> {
	const params = { path: { organizationId }, header: { 'idempotency-key': crypto.randomUUID() } };
	const body = locationInput(form);
	await succeed(own.POST('/api/v1/organizations/{organizationId}/locations', { params, body }));
}

/** Takes away a location at which no offer is given. */
export async function removeLocation(organizationId: string, locationId: string): Promise<void> {
	const { etag } = await openLocation(organizationId, locationId);
	const params = { path: { organizationId, locationId }, header: matching(etag) };
	await succeed(own.DELETE(LOCATION, { params }));
}

/** The public offers of an organization. */
export async function offersOf(organization: string): Promise<OfferCard[]> {
	const query = { organization: [organization], sort: ['title' as const], pageSize: 100 };
	return (await read(own.GET('/api/v1/offers', { params: { query } }))).items;
}

/** Says that all of it is still right. */
export async function verifyOffer(offerId: string): Promise<void> {
	await succeed(own.POST('/api/v1/offers/{offerId}/verifications', { params: { path: { offerId } } }));
}

export async function archiveOffer(offerId: string): Promise<void> {
	await succeed(own.POST('/api/v1/offers/{offerId}/archivings', { params: { path: { offerId } } }));
}

export async function restoreOffer(offerId: string): Promise<void> {
	await succeed(own.POST('/api/v1/offers/{offerId}/restorations', { params: { path: { offerId } } }));
}

/** Says whether there is room, as of today; answers with what it says now. */
export async function sayRoom(offerId: string, status: string, waitingWeeks?: number): Promise<Availability> {
	const path = { offerId };
	// Whoever looked last knows best: whatever state the offer is in, this holds from now on.
	const params = { path, header: matching('*') };
	const body = { status, waitingWeeks: (waitingWeeks ?? null) as number | undefined };
	return read(own.PATCH('/api/v1/offers/{offerId}/availability', { params, headers: MERGE_PATCH, body }));
}
