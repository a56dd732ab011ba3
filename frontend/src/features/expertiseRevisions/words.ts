/** What the kinds, the parts of their forms and their fields are called, and what those say. */
import { labelOf, labelsOf } from '#api/labels.svelte.ts';
import type { Difference } from '#api/types.ts';
import { type DifferenceRow, inWords } from '#lib/drafts/differences.ts';
import { capitalize, formatDate, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ContentOfItem } from './content';
import { type Cell, type Field, fieldsOf, type Kind, type Step } from './fields';
import { eurosOf } from './form';

/** Names of what a content refers to by its id or code. */
export interface Names {
	organizations: Map<string, string>;
	municipalities: ReadonlyMap<string, string>;
}

const KIND_NAMES: Record<Kind, () => string> = {
	goodPractice: m.learn_practice,
	network: m.share_network,
	training: m.share_training,
	gathering: m.share_gathering,
	method: m.learn_method,
	expertPost: m.share_expert,
	initiative: m.share_initiative
};

/** The kinds in the order in which somebody has one to share. */
export const KINDS = Object.keys(KIND_NAMES) as Kind[];

/** What one of a kind is called: `Goede praktijk`. */
export function kindName(kind: Kind): string {
	return KIND_NAMES[kind]();
}

export const STEP_TEXTS: Record<Step, { title: () => string; text: () => string }> = {
	what: { title: m.share_step_what_title, text: m.share_step_what },
	story: { title: m.share_step_story_title, text: m.share_step_story },
	whom: { title: m.offer_for_whom, text: m.share_step_whom },
	where: { title: m.offer_where, text: m.share_step_where },
	contact: { title: m.offer_contact, text: m.share_step_contact }
};

const SHARED: Record<string, () => string> = {
	area: m.share_area,
	organization: m.share_organization,
	contact: m.offer_contact,
	links: m.learn_links,
	offers: m.learn_offers,
	related: m.share_related
};

function fieldOf(kind: Kind, name: string): Field | undefined {
	return fieldsOf(kind).find((one) => one.name === name);
}

/** What a field is called; one that the page does not know by its name. */
export function titleOf(kind: Kind, name: string): string {
	return (fieldOf(kind, name)?.label ?? SHARED[name])?.() ?? name;
}

function areaInWords({ scope, regions, municipalities }: ContentOfItem['area'], names: Names): string {
	const places = municipalities.map(({ nisCode }) => names.municipalities.get(nisCode) ?? nisCode);
	return [
		scope ? labelOf('catchmentScopes', scope) : '',
		formatList(labelsOf('regions', regions)),
		formatList(places)
	]
		.filter(Boolean)
		.join('\n');
}

function codedInWords({ control, list = '' }: Field, value: unknown): string {
	if (control === 'code') return labelOf(list, value as string);
	return capitalize(formatList(labelsOf(list, value as string[])));
}

function cellInWords({ control, list = '', label }: Cell, value: unknown, names: Names): string {
	if (value === undefined) return '';
	if (control === 'organization') return names.organizations.get(value as string) ?? '';
	if (control === 'day') return `${label()} ${formatDate(value as string)}`;
	if (control === 'number') return `${label()}: ${value as number}`;
	return list ? labelOf(list, value as string) : (value as string);
}

/** A line for each row. */
function rowsInWords({ rows }: Field, value: unknown, names: Names): string {
	const lines = (value as Record<string, unknown>[]).map((row) =>
		(rows?.cells ?? []).map((cell) => cellInWords(cell, row[cell.name], names)).filter(Boolean)
	);
	return lines.map((parts) => parts.join(' · ')).join('\n');
}

/** What a field says; the empty text when nothing. */
export function wordsOf(kind: Kind, name: string, value: unknown, names: Names): string {
	if (value === undefined || value === null) return '';
	const field = fieldOf(kind, name);
	if (field?.list) return codedInWords(field, value);
	if (field?.rows) return rowsInWords(field, value, names);
	if (field?.control === 'day') return formatDate(value as string);
	if (field?.control === 'euro') return m.learn_price({ amount: eurosOf(value) });
	if (field) return value as string;
	switch (name) {
		case 'area':
			return areaInWords(value as ContentOfItem['area'], names);
		case 'organization':
			return names.organizations.get(value as string) ?? '';
		case 'contact': {
			const { post, email, phone } = value as ContentOfItem['contact'];
			return [post, email, phone].filter(Boolean).join('\n');
		}
		case 'links':
			return (value as ContentOfItem['links']).map(({ label, url }) => `${label}: ${url}`).join('\n');
		case 'offers':
		case 'related': {
			const count = (value as string[]).length;
			return count > 0 ? m.share_linked({ count }) : '';
		}
		default:
			return '';
	}
}

/** Where a proposal differs from what is public, in words. */
export function rowsOf(kind: Kind, differences: readonly Difference[], names: Names): DifferenceRow[] {
	return inWords(
		differences,
		(name) => titleOf(kind, name),
		(name, value) => wordsOf(kind, name, value, names)
	);
}
