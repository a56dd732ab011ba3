import { m } from '#lib/paraglide/messages.js';

/** The short answer to "must I go through the CLB?" and the sentence that goes with it. */
export interface AccessAnswer {
	short: string;
	sentence: string;
}

/** Reads the answer from the access routes of an offer; any one of them suffices to get in. */
export function accessAnswer(routes: readonly string[]): AccessAnswer {
	const has = (route: string) => routes.includes(route);
	if (has('direct')) return { short: m.access_no(), sentence: m.access_direct() };
	if (has('viaSchool') && has('viaClb'))
		return { short: m.access_not_only(), sentence: m.access_school_or_clb() };
	if (has('viaSchool')) return { short: m.access_no(), sentence: m.access_school() };
	if (has('viaClb')) return { short: m.access_yes(), sentence: m.access_clb() };
	if (routes.length > 0) return { short: m.access_not_only(), sentence: m.access_other() };
	return { short: m.access_unknown(), sentence: m.access_ask() };
}
