let fetched = false;
let seen = $state(false);

/** Remembers that something that was fetched is made up for demonstration. */
export function noteDemo(demo: boolean | undefined): void {
	if (demo) fetched = true;
}

/**
 * To be called when a page is on the screen: what was fetched is shown. Not before: a page is fetched while its link is
 * pointed at, and a banner that came then would move the link from under the pointer.
 */
export function showDemo(): void {
	seen = fetched;
}

/** True once anything made up has been shown. */
export function demoSeen(): boolean {
	return seen;
}
