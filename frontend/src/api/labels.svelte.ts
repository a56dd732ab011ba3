import { api, read } from './client';

type Labels = Record<string, Record<string, string>>;

let labels = $state.raw<Labels>({});
let loading: Promise<void> | undefined;

/** Fetches the labels of all code lists, once; a failed try is repeated at the next call. */
export function loadLabels(): Promise<void> {
	loading ??= read(api.GET('/api/v1/refData')).then(
		({ items }) => {
			labels = Object.fromEntries(
				items.map(({ name, codes }) => [
					name,
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

/** Lists of names, which keep their capital in the middle of a sentence. */
const NAMES = new Set(['languages', 'methods', 'accreditations', 'regions']);

/** A label as it stands in the middle of a sentence: `Via het CLB` becomes `via het CLB`, `NAFT` stays. */
function inSentence(label: string): string {
	return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** The labels of several codes, in their order, as parts of a sentence, without those that are not known. */
export function labelsOf(list: string, codes: readonly string[]): string[] {
	const known = codes.map((code) => labelOf(list, code)).filter(Boolean);
	return NAMES.has(list) ? known : known.map(inSentence);
}
