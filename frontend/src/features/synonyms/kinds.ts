import type { Synonym } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the kinds of synonyms are called, and what they do. */
export const KINDS: Record<Synonym['kind'], { name: () => string; text: () => string }> = {
	equivalent: { name: m.edit_kind_equivalent, text: m.edit_kind_equivalent_text },
	narrower: { name: m.edit_kind_narrower, text: m.edit_kind_narrower_text }
};
