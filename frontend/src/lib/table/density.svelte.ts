const KEY = 'bruggen:compactTables';

function read(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return false;
	}
}

let compact = $state(read());

/** Whether somebody wants more rows on the screen, on this device. */
export const density = {
	get compact(): boolean {
		return compact;
	},
	toggle(): void {
		compact = !compact;
		try {
			if (compact) localStorage.setItem(KEY, '');
			else localStorage.removeItem(KEY);
		} catch {
			// Without storage it holds until the page is left.
		}
	}
};
