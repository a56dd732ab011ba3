/** Between the rows of a content, such as milestones, and those of its form, where everything is typed. */
import type { Fault } from '#lib/forms/faults.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Cell, Field } from './fields';

/** A row of a form, by the names of its cells. */
export type Row = Record<string, string>;

const WHOLE = /^\d{1,6}$/;

const isWhole = (typed: string) => WHOLE.test(typed.trim());

/** A row in which nothing is typed yet. */
export function blankRow({ rows }: Field): Row {
	return Object.fromEntries((rows?.cells ?? []).map(({ name }) => [name, '']));
}

/** The rows of the form of what a content says. */
export function rowsOfForm(field: Field, value: unknown): Row[] {
	const kept = (value ?? []) as Record<string, unknown>[];
	return kept.map((row) =>
		Object.fromEntries(Object.keys(blankRow(field)).map((name) => [name, String(row[name] ?? '')]))
	);
}

function valueOf({ control }: Cell, typed: string): unknown {
	if (control === 'number') return isWhole(typed) ? Number(typed) : undefined;
	return typed.trim() ? typed : undefined;
}

/** What rows of a form stand for. A number that is none yet is left out until it is. */
export function rowsOfContent({ rows }: Field, form: readonly Row[] = []): Record<string, unknown>[] {
	return form.map((row) =>
		Object.fromEntries((rows?.cells ?? []).map((cell) => [cell.name, valueOf(cell, row[cell.name] ?? '')]))
	);
}

/** What is typed as a number and is none: it is not saved. */
export function faultsInRows({ name, rows }: Field, form: readonly Row[] = []): Fault[] {
	const numbers = (rows?.cells ?? []).filter(({ control }) => control === 'number');
	return form.flatMap((row, index) =>
		numbers
			.filter((cell) => row[cell.name]?.trim() && !isWhole(row[cell.name] ?? ''))
			.map((cell) => ({ field: `${name}.${index}.${cell.name}`, text: m.share_fault_number() }))
	);
}
