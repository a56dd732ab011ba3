import type { OfferReason, TimelineEntry } from '#api/types.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

type Words = (entry: TimelineEntry) => string;

const about = ({ subject }: TimelineEntry) => subject?.name ?? m.work_somebody();

/** What a line of the timeline says happened, by its kind. */
const KINDS: Record<string, Words> = {
	begun: m.work_did_begun,
	changed: m.work_did_changed,
	submissions: m.work_did_submitted,
	screenings: m.work_did_screened,
	completionRequests: m.work_did_asked_completion,
	consultPlans: (entry) =>
		entry.day ? m.work_did_planned_on({ day: formatDate(entry.day) }) : m.work_did_planned(),
	consults: m.work_did_held,
	feedbacks: m.work_did_feedback,
	closures: m.work_did_closed,
	referrals: m.work_did_referred,
	refusals: m.work_did_refused,
	withdrawals: m.work_did_withdrawn,
	reopenings: m.work_did_reopened,
	question: m.work_did_question,
	answer: m.work_did_answer,
	note: m.work_did_note,
	assigned: (entry) =>
		entry.subject ? m.work_did_assigned({ name: about(entry) }) : m.work_did_unassigned(),
	expertAsked: (entry) => m.work_did_expert({ name: about(entry) }),
	accessEnded: (entry) => m.work_did_access_ended({ name: about(entry) }),
	emergency: m.work_did_emergency,
	handoverAsked: m.work_did_handover_asked,
	handoverAccepted: m.work_did_handover_accepted,
	handoverRefused: m.work_did_handover_refused,
	handoverWithdrawn: m.work_did_handover_withdrawn,
	offerAdded: m.work_did_offer_added,
	offerRemoved: m.work_did_offer_removed,
	otherSideAsked: m.work_did_side_asked,
	otherSideJoined: m.work_did_side_joined,
	otherSideLeft: m.work_did_side_left,
	confirmed: m.work_did_confirmed,
	rated: m.work_did_rated,
	taskDone: m.work_did_task
};

/** What happened: `nam de casus op`. */
export function eventWords(entry: TimelineEntry): string {
	return KINDS[entry.kind]?.(entry) ?? m.work_did_something();
}

/** Kinds of lines that people wrote to each other. */
export function isMessage({ kind }: TimelineEntry): boolean {
	return kind === 'question' || kind === 'answer' || kind === 'note';
}

const FACTS: Record<OfferReason['fact'], () => string> = {
	place: m.work_fact_place,
	age: m.work_fact_age,
	level: m.work_fact_level,
	track: m.work_fact_track,
	theme: m.work_fact_theme,
	availability: m.work_fact_availability
};

export const factName = (fact: OfferReason['fact']) => FACTS[fact]();

const PARTIES: Record<string, () => string> = {
	applicant: m.work_party_applicant,
	otherSide: m.work_party_other_side,
	coordinator: m.work_party_coordinator,
	expert: m.work_party_expert,
	emergency: m.work_party_emergency
};

export const partyName = (party: string) => PARTIES[party]?.() ?? '';

/** The lines without those that say what the one after them says too: who writes saves many times. */
export function withoutRepeats(newestFirst: readonly TimelineEntry[]): TimelineEntry[] {
	return newestFirst.filter((entry, index) => {
		const later = newestFirst[index - 1];
		return !(entry.kind === 'changed' && later?.kind === 'changed' && later.actor.id === entry.actor.id);
	});
}
