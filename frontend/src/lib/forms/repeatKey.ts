/**
 * Makes the keys by which the API knows a request that is sent again: the same as long as the same is asked, so that a form
 * whose answer was lost on the way does what it says once.
 */
export function repeatKey(): (body: unknown) => string {
	let said: string | undefined;
	let key = '';
	return (body) => {
		const text = JSON.stringify(body);
		if (text !== said) key = crypto.randomUUID();
		said = text;
		return key;
	};
}
