let message = $state('');

/** Says something to people who use a screen reader, without moving the focus. */
export function announce(text: string): void {
	message = text;
}

/** What is being said now. */
export function announced(): string {
	return message;
}
