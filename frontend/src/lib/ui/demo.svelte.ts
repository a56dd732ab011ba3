let seen = $state(false);

/** Remembers that something on the screen is made up for demonstration. */
export function noteDemo(demo: boolean | undefined): void {
	if (demo) seen = true;
}

/** True once anything made up has been shown. */
export function demoSeen(): boolean {
	return seen;
}
