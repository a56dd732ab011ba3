import { forPage } from '#api/page.ts';
import { surveyItems } from '#features/expertise/api.ts';
import type { Kind } from '#features/expertise/kinds.ts';
import { surveyOffersOf } from '#features/offers/api.ts';
import { m } from '#lib/paraglide/messages.js';

/** Children have a right to learn wherever they live (code list `themes`). */
const theme = ['rightToLearn'];
const OFFERS_SHOWN = 6;
const SHOWN = 6;

/** What is gathered besides offers. Trainings stand apart by who learns from whom: the right is kept from both sides. */
const GROUPS: readonly { kind: Kind; direction?: string; title?: () => string }[] = [
	{ kind: 'training', direction: 'welfareToEducation', title: m.right_from_welfare },
	{ kind: 'training', direction: 'educationToWelfare', title: m.right_from_education },
	{ kind: 'training', direction: 'both', title: m.right_both },
	{ kind: 'goodPractice' },
	{ kind: 'network' },
	{ kind: 'initiative' }
];

export async function load() {
	const gathered = GROUPS.map(async ({ kind, direction, title }) => {
		const filters = { theme, ...(direction ? { direction: [direction] } : {}) };
		return { kind, filters, title: title?.(), items: await surveyItems(kind, SHOWN, filters) };
	});
	const [offers, groups] = await forPage(
		Promise.all([surveyOffersOf({ theme }, OFFERS_SHOWN), Promise.all(gathered)])
	);
	return { theme, offers, groups };
}
