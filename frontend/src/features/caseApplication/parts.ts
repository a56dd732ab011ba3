import { m } from '#lib/paraglide/messages.js';
import type { Part } from './form';

/** What the parts of the form are called, and what they are for. */
export const PART_TEXTS: Record<Part, { title: () => string; text: () => string }> = {
	places: { title: m.apply_part_places, text: m.apply_part_places_text },
	asked: { title: m.apply_part_asked, text: m.apply_part_asked_text },
	youngster: { title: m.apply_part_youngster, text: m.apply_part_youngster_text },
	stuck: { title: m.apply_part_stuck, text: m.apply_part_stuck_text },
	tried: { title: m.apply_part_tried, text: m.apply_part_tried_text },
	hope: { title: m.apply_part_hope, text: m.apply_part_hope_text },
	around: { title: m.apply_part_around, text: m.apply_part_around_text },
	contact: { title: m.apply_part_contact, text: m.apply_part_contact_text },
	side: { title: m.apply_part_side, text: m.apply_part_side_text }
};
