/** Mentioning somebody while one types: `@` and the begin of a name at the end of the text. The name itself goes out of it. */
const AT_THE_END = /(^|\s)@(\p{L}*)$/u;

/** The letters behind an `@` at the end of the text; nothing when there is none. */
export function mentionIn(text: string): string | undefined {
	return AT_THE_END.exec(text)?.[2];
}

/** The text without the `@` at its end and what was typed behind it. */
export function withoutMention(text: string): string {
	return text.replace(AT_THE_END, '$1');
}
