/** Which fields each kind of item has in its form, and in which part: the form, its faults and its words follow from here. */
import type { ExpertiseRevision } from '#api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { INITIATIVE } from './initiativeFields';

export type Kind = ExpertiseRevision['kind'];

/** A field of a form, by the API's own name of it. */
export interface Field {
	name: string;
	label: () => string;
	/**
	 * `line` and `text` are typed; `code` and `codes` are chosen of a list; `euro` is typed and kept in cents; `rows` are as
	 * many as somebody adds.
	 */
	control: 'line' | 'text' | 'day' | 'euro' | 'code' | 'codes' | 'rows';
	/** The list of codes. */
	list?: string;
	hint?: () => string;
	/** It cannot be published without. */
	needed?: boolean;
	/** The most signs of a text, or rows. */
	most?: number;
	rows?: Rows;
}

/** A part of a row: `organization` is found by its name, `number` is a whole one. */
export interface Cell extends Pick<Field, 'name' | 'label' | 'list' | 'most'> {
	control: 'line' | 'day' | 'code' | 'number' | 'organization';
	/** What is chosen of, where that is no list of codes. */
	choices?: () => { code: string; name: string }[];
}

/** What rows consist of, and what their form says. */
export interface Rows {
	cells: readonly Cell[];
	number: (counted: { number: number }) => string;
	add: () => string;
	/** What still lacks and may lack; the empty text for nothing. */
	remark?: (rows: readonly Readonly<Record<string, string>>[]) => string;
}

/** The parts of every form, in its order. Where it is meant for and whom to ask have the same fields for all kinds. */
export const STEPS = ['what', 'story', 'whom', 'where', 'contact'] as const;
export type Step = (typeof STEPS)[number];

type Labelled = Pick<Field, 'name' | 'label'> & Partial<Field>;

const line = (field: Labelled): Field => ({ control: 'line', most: 200, ...field });
const text = (field: Labelled): Field => ({ control: 'text', most: 5000, ...field });
const code = (list: string, field: Labelled): Field => ({ control: 'code', list, ...field });
const codes = (list: string, field: Labelled): Field => ({ control: 'codes', list, ...field });

const TITLE = line({ name: 'title', label: m.edit_title, needed: true });
const SUMMARY = text({
	name: 'summary',
	label: m.edit_summary,
	hint: m.edit_summary_hint,
	needed: true,
	most: 300
});
const ABOUT = text({ name: 'description', label: m.learn_about });
const DIRECTION = code('directions', { name: 'direction', label: m.learn_direction });
const AUDIENCES = codes('audiences', { name: 'audiences', label: m.learn_audience });
const METHODS = codes('methods', { name: 'methods', label: m.learn_methods_used });
const THEMES = codes('themes', { name: 'themes', label: m.filter_theme });
const PUPILS = [
	codes('ageBands', { name: 'ageBands', label: m.filter_age }),
	codes('levels', { name: 'levels', label: m.filter_level })
];

/** What a kind has of its own in the parts that differ. */
type Own = Record<'what' | 'story' | 'whom', readonly Field[]>;

const OWN: Record<Kind, Own> = {
	network: {
		what: [
			code('networkKinds', { name: 'networkKind', label: m.learn_network_kind, needed: true }),
			code('networkDomains', { name: 'domain', label: m.learn_domain, needed: true })
		],
		story: [text({ name: 'purpose', label: m.learn_purpose }), ABOUT],
		whom: [THEMES, ...PUPILS]
	},
	training: {
		what: [
			{ ...DIRECTION, needed: true },
			code('trainingForms', { name: 'form', label: m.share_form, needed: true }),
			code('trainingLevels', { name: 'level', label: m.learn_level })
		],
		story: [
			ABOUT,
			line({ name: 'durationNote', label: m.learn_duration, hint: m.share_duration_hint }),
			{ name: 'priceCents', label: m.share_price, hint: m.share_price_hint, control: 'euro' },
			text({ name: 'priceNote', label: m.edit_cost_note }),
			line({ name: 'accreditation', label: m.learn_accreditation })
		],
		whom: [{ ...AUDIENCES, needed: true }, THEMES, METHODS, ...PUPILS]
	},
	gathering: {
		what: [code('gatheringKinds', { name: 'gatheringKind', label: m.learn_gathering_kind, needed: true })],
		story: [text({ name: 'programme', label: m.learn_programme }), ABOUT],
		whom: [AUDIENCES, THEMES, ...PUPILS]
	},
	goodPractice: {
		what: [{ name: 'practicedOn', label: m.learn_practiced, control: 'day' }],
		story: [
			text({ name: 'occasion', label: m.learn_occasion, needed: true }),
			text({ name: 'targetGroup', label: m.learn_target_group }),
			text({ name: 'approach', label: m.learn_approach, needed: true }),
			text({ name: 'partners', label: m.learn_partners }),
			text({ name: 'whatWorks', label: m.learn_what_works }),
			text({ name: 'pitfalls', label: m.learn_pitfalls }),
			text({ name: 'result', label: m.learn_result }),
			text({ name: 'costNote', label: m.share_cost }),
			text({ name: 'transferability', label: m.learn_transferability }),
			ABOUT
		],
		whom: [THEMES, METHODS, ...PUPILS]
	},
	method: {
		what: [DIRECTION],
		story: [ABOUT, line({ name: 'source', label: m.learn_source, hint: m.share_source_hint })],
		whom: [AUDIENCES, THEMES, METHODS, ...PUPILS]
	},
	expertPost: {
		what: [],
		story: [text({ name: 'askedFor', label: m.learn_asked_for }), ABOUT],
		whom: [{ ...THEMES, needed: true }, METHODS, ...PUPILS]
	},
	initiative: {
		what: [
			code('initiativeKinds', { name: 'initiativeKind', label: m.learn_initiative_kind, needed: true }),
			code('initiativePhases', { name: 'phase', label: m.learn_phase, needed: true })
		],
		story: [ABOUT, ...INITIATIVE, text({ name: 'nextStep', label: m.learn_next_step })],
		whom: [THEMES, ...PUPILS]
	}
};

/** The fields of a part of a kind's form. */
export function fieldsIn(kind: Kind, step: Step): readonly Field[] {
	if (step === 'what') return [TITLE, SUMMARY, ...OWN[kind].what];
	return step === 'story' || step === 'whom' ? OWN[kind][step] : [];
}

/** All fields of a kind's form that differ from kind to kind. */
export function fieldsOf(kind: Kind): readonly Field[] {
	return STEPS.flatMap((step) => fieldsIn(kind, step));
}

/** Whether it cannot be published without saying who gives it. */
export function needsOrganization(kind: Kind): boolean {
	return kind === 'training';
}
