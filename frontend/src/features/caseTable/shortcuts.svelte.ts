const KEY = 'bruggen:noShortcuts';

function read(): boolean {
	try {
		return localStorage.getItem(KEY) === null;
	} catch {
		return true;
	}
}

let on = $state(read());

/** Whether single keys do something here: who speaks to the computer, or often hits a key, may not want that (WCAG 2.1.4). */
export const shortcuts = {
	get on(): boolean {
		return on;
	},
	toggle(): void {
		on = !on;
		try {
			if (on) localStorage.removeItem(KEY);
			else localStorage.setItem(KEY, '');
		} catch {
			// Without storage it holds until the page is left.
		}
	}
};

/** Whether a key goes into a field, a menu or a dialog, or belongs to the browser. */
export function isTaken({ target, altKey, ctrlKey, metaKey, defaultPrevented }: KeyboardEvent): boolean {
	if (altKey || ctrlKey || metaKey || defaultPrevented) return true;
	if (!(target instanceof Element)) return false;
	const field = target.closest('input:not([type=checkbox]), textarea, select, [contenteditable=true]');
	return field !== null || target.closest('dialog, [popover]:popover-open') !== null;
}
