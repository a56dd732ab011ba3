/** Between the content of an item as the API has it and the fields of its form, where every text and number is typed. */
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ContentOfItem } from './content';
import { fieldsIn, fieldsOf, type Field, type Kind, needsOrganization, type Step, STEPS } from './fields';
import { faultsInRows, type Row, rowsOfContent, rowsOfForm } from './rows';

/** The fields of a form. */
export interface ItemForm {
	/** What is typed, and codes of which there is one. */
	texts: Record<string, string>;
	/** Codes of which there are several. */
	codes: Record<string, string[]>;
	/** Lists of which somebody adds the rows. */
	rows: Record<string, Row[]>;
	scope: string;
	regions: string[];
	municipalities: string[];
	/** Id; the empty text for none. */
	organization: string;
	contact: Record<'post' | 'email' | 'phone', string>;
	links: { label: string; url: string }[];
	/** What the form does not show. */
	kept: Pick<ContentOfItem, 'offers' | 'related'>;
}

const EURO = /^(\d{1,5})(?:[.,](\d{1,2}))?$/;

/** Cents of an amount as it is typed: `65`, `12,50`; nothing for anything else. */
export function centsOf(typed: string): number | undefined {
	const [, euros, cents = ''] = EURO.exec(typed.trim()) ?? [];
	return euros === undefined ? undefined : Number(euros) * 100 + Number(cents.padEnd(2, '0'));
}

/** An amount of cents as it is typed. */
export function eurosOf(cents: unknown): string {
	if (typeof cents !== 'number') return '';
	const rest = cents % 100;
	return rest === 0
		? String(cents / 100)
		: `${Math.floor(cents / 100)}${m.decimal_sign()}${String(rest).padStart(2, '0')}`;
}

const isList = ({ control }: Field) => control === 'codes';
const hasRows = ({ control }: Field) => control === 'rows';

/** The form of a content. */
export function formOf(kind: Kind, content: ContentOfItem): ItemForm {
	const fields = fieldsOf(kind);
	const { area, contact } = content;
	const textOf = ({ name, control }: Field) =>
		control === 'euro' ? eurosOf(content[name]) : ((content[name] as string | undefined) ?? '');
	return {
		texts: Object.fromEntries(
			fields.filter((one) => !isList(one) && !hasRows(one)).map((one) => [one.name, textOf(one)])
		),
		codes: Object.fromEntries(
			fields.filter(isList).map(({ name }) => [name, [...((content[name] as string[] | undefined) ?? [])]])
		),
		rows: Object.fromEntries(
			fields.filter(hasRows).map((one) => [one.name, rowsOfForm(one, content[one.name])])
		),
		scope: area.scope ?? '',
		regions: [...area.regions],
		municipalities: area.municipalities.map(({ nisCode }) => nisCode),
		organization: content.organization ?? '',
		contact: { post: contact.post ?? '', email: contact.email ?? '', phone: contact.phone ?? '' },
		links: content.links.map(({ label, url }) => ({ label, url })),
		kept: { offers: content.offers, related: content.related }
	};
}

const unlessBlank = (text: string) => (text.trim() ? text : undefined);

/** The content that a form stands for. An amount that is none yet is left out until it is. */
export function contentOf(kind: Kind, form: ItemForm): ContentOfItem {
	const values = fieldsOf(kind).map((field) => {
		const typed = form.texts[field.name] ?? '';
		if (isList(field)) return [field.name, [...(form.codes[field.name] ?? [])]];
		if (hasRows(field)) return [field.name, rowsOfContent(field, form.rows[field.name])];
		return [field.name, field.control === 'euro' ? centsOf(typed) : unlessBlank(typed)];
	});
	const { post, email, phone } = form.contact;
	return {
		...Object.fromEntries(values),
		area: {
			scope: (form.scope || undefined) as ContentOfItem['area']['scope'],
			// What belongs to another kind of area is kept in the form, for who chooses that again.
			regions: form.scope === 'regions' ? [...form.regions].sort() : [],
			municipalities:
				form.scope === 'municipalities' ? [...form.municipalities].sort().map((nisCode) => ({ nisCode })) : []
		},
		organization: unlessBlank(form.organization),
		contact: { post: unlessBlank(post), email: unlessBlank(email), phone: unlessBlank(phone) },
		links: form.links.map(({ label, url }) => ({ label, url })),
		...form.kept
	};
}

/** What is typed as an amount or a number and is none: it is not saved. */
export function faultsInForm(kind: Kind, form: ItemForm): Fault[] {
	const fields = fieldsOf(kind);
	const amounts = fields
		.filter(({ name, control }) => control === 'euro' && form.texts[name]?.trim())
		.filter(({ name }) => centsOf(form.texts[name] ?? '') === undefined)
		.map(({ name }) => ({ field: name, text: m.share_fault_price() }));
	return [...amounts, ...fields.flatMap((field) => faultsInRows(field, form.rows[field.name]))];
}

function isThere(form: ItemForm, { name, control }: Field): boolean {
	return control === 'codes' ? (form.codes[name] ?? []).length > 0 : (form.texts[name] ?? '').trim() !== '';
}

/** Whether what is needed in each part of the form is there. What is wrong with it the API tells. */
export function stepsDone(kind: Kind, form: ItemForm): Record<Step, boolean> {
	const done = (step: Step) =>
		fieldsIn(kind, step)
			.filter(({ needed }) => needed)
			.every((field) => isThere(form, field));
	const areas = { regions: form.regions, municipalities: form.municipalities, flanders: [''] }[form.scope];
	const own = Object.fromEntries(STEPS.map((step) => [step, done(step)])) as Record<Step, boolean>;
	return {
		...own,
		where: (areas ?? []).length > 0,
		contact: !needsOrganization(kind) || form.organization !== ''
	};
}
