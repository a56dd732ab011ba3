/**
 * Takes what stands after the # out of the address of the page. No server gets to see it there; now neither the history nor
 * somebody who looks at the screen finds it either. Nothing when there is none.
 */
export function takeSecret(): string {
	const secret = location.hash.slice(1);
	if (secret) history.replaceState(history.state, '', location.pathname + location.search);
	return secret;
}
