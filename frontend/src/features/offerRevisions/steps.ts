import { m } from '#lib/paraglide/messages.js';
import type { Step } from './form';

/** What the parts of the form are called, and what they are for. */
export const STEP_TEXTS: Record<Step, { title: () => string; text: () => string }> = {
	what: { title: m.offer_about, text: m.edit_step_what },
	whom: { title: m.offer_for_whom, text: m.edit_step_whom },
	where: { title: m.offer_where, text: m.edit_step_where },
	way: { title: m.offer_way_in, text: m.edit_step_way },
	course: { title: m.edit_step_course_title, text: m.edit_step_course },
	givers: { title: m.edit_step_givers_title, text: m.edit_step_givers }
};
