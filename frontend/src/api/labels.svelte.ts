import { get } from './client';
import type { CodeList } from './types';

type Labels = Record<string, Record<string, string>>;

let labels = $state.raw<Labels>({});
let loading: Promise<void> | undefined;

/** Fetches the labels of all code lists, once; a failed try is repeated at the next call. */
export function loadLabels(): Promise<void> {
	loading ??= get<{ items: CodeList[] }>('/refData').then(
		({ items }) => {
			labels = Object.fromEntries(
				items.map(({ list, codes }) => [
					list,
					Object.fromEntries(codes.map(({ code, label }) => [code, label.nl]))
				])
			);
		},
		() => {
			loading = undefined;
		}
	);
	return loading;
}

/** The label of a code; the empty text while the labels are on their way. */
export function labelOf(list: string, code: string): string {
	return labels[list]?.[code] ?? '';
}

/** The labels of several codes, in their order, without those that are not known. */
export function labelsOf(list: string, codes: readonly string[]): string[] {
	return codes.map((code) => labelOf(list, code)).filter(Boolean);
}
