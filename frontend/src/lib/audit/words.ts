/** What the audit trail tells, in words: it knows actions, kinds of object and fields by the API's names. */
import { m } from '#lib/paraglide/messages.js';

type Words = Readonly<Record<string, () => string>>;

const ACTIONS: Words = {
	brokeGlass: m.admin_did_broke_glass,
	created: m.admin_did_created,
	updated: m.admin_did_updated,
	deleted: m.admin_did_deleted,
	read: m.admin_did_read,
	searched: m.admin_did_searched,
	exported: m.admin_did_exported,
	denied: m.admin_did_denied,
	signedIn: m.admin_did_signed_in,
	signInFailed: m.admin_did_sign_in_failed,
	signedOut: m.admin_did_signed_out,
	sessionEnded: m.admin_did_session_ended,
	passwordSet: m.admin_did_password_set,
	codeRefused: m.admin_did_code_refused,
	secondFactorSet: m.admin_did_second_factor_set,
	secondFactorRemoved: m.admin_did_second_factor_removed,
	recoveryCodesSet: m.admin_did_recovery_codes_set,
	recoveryCodeUsed: m.admin_did_recovery_code_used,
	seeded: m.admin_did_seeded
};

const OBJECTS: Words = {
	accountRequests: m.admin_on_account_requests,
	apiClients: m.admin_on_api_clients,
	auditEvents: m.admin_on_audit_events,
	contents: m.admin_on_contents,
	coordinatorPosts: m.admin_on_coordinator_posts,
	coordinators: m.admin_on_coordinators,
	municipalities: m.admin_on_municipalities,
	offerRevisions: m.admin_on_offer_revisions,
	offers: m.admin_on_offers,
	organizations: m.admin_on_organizations,
	outerKeys: m.admin_on_outer_keys,
	refData: m.admin_on_ref_data,
	regions: m.admin_on_regions,
	roleAssignments: m.admin_on_role_assignments,
	sessions: m.admin_on_sessions,
	signingKeys: m.admin_on_signing_keys,
	synonyms: m.admin_on_synonyms,
	users: m.admin_on_users
};

const FIELDS: Words = {
	absence: m.admin_field_absence,
	accessLog: m.admin_field_access_log,
	action: m.admin_field_action,
	activeOn: m.admin_field_active_on,
	actor: m.admin_field_actor,
	advice: m.admin_field_advice,
	ageBand: m.admin_field_age_band,
	application: m.admin_field_application,
	birthYear: m.admin_field_birth_year,
	blockageReasons: m.admin_field_blockage_reasons,
	channel: m.admin_field_channel,
	clb: m.admin_field_clb,
	closedAt: m.admin_field_closed_at,
	code: m.admin_field_code,
	codes: m.admin_field_codes,
	confirmedAt: m.admin_field_confirmed_at,
	consent: m.admin_field_consent,
	consultAt: m.admin_field_consult_at,
	content: m.admin_field_content,
	coordinatorId: m.admin_field_coordinator_id,
	createdBy: m.admin_field_created_by,
	decidedAt: m.admin_field_decided_at,
	decidedBy: m.admin_field_decided_by,
	demo: m.admin_field_demo,
	device: m.admin_field_device,
	domicile: m.admin_field_domicile,
	dueOn: m.admin_field_due_on,
	email: m.admin_field_email,
	endedAt: m.admin_field_ended_at,
	expiresAt: m.admin_field_expires_at,
	expiresOn: m.admin_field_expires_on,
	feedback: m.admin_field_feedback,
	feedbackAt: m.admin_field_feedback_at,
	grantedBy: m.admin_field_granted_by,
	key: m.admin_field_key,
	language: m.admin_field_language,
	lastActivityAt: m.admin_field_last_activity_at,
	level: m.admin_field_level,
	lifeDomains: m.admin_field_life_domains,
	method: m.admin_field_method,
	missingOffers: m.admin_field_missing_offers,
	motivation: m.admin_field_motivation,
	name: m.admin_field_name,
	objectId: m.admin_field_object_id,
	objectType: m.admin_field_object_type,
	organization: m.admin_field_organization,
	organizationId: m.admin_field_organization,
	organizationName: m.admin_field_organization,
	otherSideId: m.admin_field_other_side_id,
	outcome: m.admin_field_outcome,
	password: m.admin_field_password,
	post: m.admin_field_post,
	q: m.admin_field_q,
	reason: m.admin_field_reason,
	recoveryCodes: m.admin_field_recovery_codes,
	referredTo: m.admin_field_referred_to,
	referrerId: m.admin_field_referrer_id,
	region: m.admin_field_region,
	regionCode: m.admin_field_region,
	report: m.admin_field_report,
	residence: m.admin_field_residence,
	revokedAt: m.admin_field_revoked_at,
	role: m.admin_field_role,
	school: m.admin_field_school,
	schooling: m.admin_field_schooling,
	schoolingSince: m.admin_field_schooling_since,
	scopes: m.admin_field_scopes,
	secondFactor: m.admin_field_second_factor,
	secret: m.admin_field_secret,
	sector: m.admin_field_sector,
	services: m.admin_field_services,
	standIn: m.admin_field_stand_in,
	state: m.admin_field_state,
	status: m.admin_field_status,
	submittedAt: m.admin_field_submitted_at,
	summary: m.admin_field_summary,
	themes: m.admin_field_themes,
	timeline: m.admin_field_timeline,
	title: m.admin_field_title,
	track: m.admin_field_track,
	urgency: m.admin_field_urgency,
	usefulness: m.admin_field_usefulness,
	user: m.admin_field_user,
	userId: m.admin_field_user,
	validFrom: m.admin_field_valid_from,
	validUntil: m.admin_field_valid_until,
	wanted: m.admin_field_wanted
};

const ACTORS: Words = {
	anonymous: m.admin_actor_anonymous,
	apiClient: m.admin_actor_api_client,
	guest: m.admin_actor_guest,
	signedLink: m.admin_actor_signed_link,
	system: m.admin_actor_system,
	user: m.admin_actor_user
};

function word(words: Words, code: string): string {
	return words[code]?.() ?? code;
}

function options(words: Words): { code: string; name: string }[] {
	return Object.entries(words).map(([code, name]) => ({ code, name: name() }));
}

/** What somebody did: `bekeek`, `wijzigde`; one that is not known here by its name in the API. */
export function actionName(action: string): string {
	return word(ACTIONS, action);
}

/** What it was done to: `account`, `aanbod`. */
export function objectName(objectType: string): string {
	return word(OBJECTS, objectType);
}

/** More names than this say no more than that it was nearly everything. */
const MOST_FIELDS = 8;

/** What of it, each once: `laatste dag, toestand`. */
export function fieldNames(fields: readonly string[]): string {
	const names = [...new Set(fields.map((field) => word(FIELDS, field)))];
	const shown = names.slice(0, MOST_FIELDS).join(', ');
	const rest = names.length - MOST_FIELDS;
	return rest > 0 ? m.admin_fields_more({ shown, count: rest }) : shown;
}

/** Who did it, by name; by what it is where there is none. */
export function actorName({ kind, name }: { kind: string; name?: string | undefined }): string {
	return name ?? word(ACTORS, kind);
}

/** All actions and all kinds of object there are to choose from. */
export const actionOptions = () => options(ACTIONS);
export const objectOptions = () => options(OBJECTS);
