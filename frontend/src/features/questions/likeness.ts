/** The words by which a question is looked for among the earlier ones: the API wants each word that it is asked for. */

/** Shorter words say little by themselves. */
const SHORTEST = 5;
const MOST = 2;

/** The words that tell most of a text: its longest ones, in its order. */
export function tellingWords(text: string): string[] {
	const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [])].filter(
		(word) => word.length >= SHORTEST
	);
	const longest = [...words].sort((one, other) => other.length - one.length).slice(0, MOST);
	return words.filter((word) => longest.includes(word));
}

/** What is asked one after the other until something is found: all telling words, then each alone, the longest first. */
export function attempts(text: string): string[] {
	const words = tellingWords(text);
	if (words.length < 2) return words;
	return [words.join(' '), ...[...words].sort((one, other) => other.length - one.length)];
}
