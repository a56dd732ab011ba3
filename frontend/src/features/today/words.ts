import type { CaseTask, Today } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';

export type Kind = Today['items'][number]['kind'];
export type Span = 'late' | 'today' | 'week';

interface Wait {
	text: (values: { count: number }) => string;
	/** The list that it counts. */
	href: string;
	/** The part of the tasks that it counts. */
	span?: Span;
	/** It should not wait. */
	urgent?: true;
}

const KINDS: Record<Kind, Wait> = {
	newApplications: { text: m.today_new, href: '/casussen?weergave=nieuw', urgent: true },
	handoversAsked: { text: m.today_handovers, href: '#overdragen', urgent: true },
	overdueTasks: { text: m.today_late, href: '#taken', span: 'late', urgent: true },
	tasksToday: { text: m.today_tasks, href: '#taken', span: 'today' },
	consultsThisWeek: { text: m.today_consults, href: '/casussen?weergave=consulten' },
	tasksThisWeek: { text: m.today_week, href: '#taken', span: 'week' },
	casesToComplete: { text: m.today_complete, href: '/casussen', urgent: true },
	confirmationsAsked: { text: m.today_confirm, href: '/casussen', urgent: true },
	drafts: { text: m.today_drafts, href: '/casussen' },
	unreadNews: { text: m.today_news, href: '#nieuws' },
	proposalsToJudge: { text: m.today_proposals, href: '/nazicht' },
	accountRequests: { text: m.today_accounts, href: '/beheer/aanvragen' },
	offersToVerify: { text: m.today_offers, href: '/mijn-organisatie' },
	emergencies: { text: m.today_emergencies, href: '/beheer/audit?action=brokeGlass', urgent: true }
};

export const waitOf = (kind: Kind) => KINDS[kind];

/** What somebody has to do, by when. */
export function tasksIn(tasks: readonly CaseTask[], span: Span, day: string): CaseTask[] {
	const fits = {
		late: (due: string) => due < day,
		today: (due: string) => due === day,
		week: (due: string) => due > day
	}[span];
	return tasks.filter(({ dueOn }) => fits(dueOn));
}

const NEWS: Record<string, () => string> = {
	submissions: m.news_submitted,
	completionRequests: m.news_complete,
	consultPlans: m.news_planned,
	feedbacks: m.news_feedback,
	withdrawals: m.news_withdrawn,
	question: m.news_question,
	answer: m.news_answer,
	note: m.news_note,
	mention: m.news_mention,
	task: m.news_task,
	reminder: m.news_reminder,
	assigned: m.news_assigned,
	expertAsked: m.news_expert,
	emergency: m.news_emergency,
	handoverAsked: m.news_handover,
	handoverAccepted: m.news_handover_accepted,
	handoverRefused: m.news_handover_refused,
	handoverWithdrawn: m.news_handover_withdrawn,
	confirmed: m.news_confirmed,
	otherSideJoined: m.news_joined
};

/** What is new, in a few words. What it is stands in the case. */
export const newsWords = (kind: string) => (NEWS[kind] ?? m.news_something)();
