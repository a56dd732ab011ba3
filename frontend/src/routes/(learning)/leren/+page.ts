import { forPage } from '#api/page.ts';
import { nextSessions, surveyItems } from '#features/expertise/api.ts';
import { type Kind, KINDS } from '#features/expertise/kinds.ts';
import { dayOf } from '#lib/i18n/format.ts';

const SOON = 6;

export async function load() {
	const surveys = Promise.all(KINDS.map(async (kind) => [kind, (await surveyItems(kind, 1)).total] as const));
	const [totals, sessions] = await forPage(Promise.all([surveys, nextSessions(dayOf(new Date()), SOON)]));
	return { totals: Object.fromEntries(totals) as Record<Kind, number>, sessions };
}
