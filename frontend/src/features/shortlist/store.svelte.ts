const KEY = 'bruggen.shortlist';

/** More than this does not fit in one request, nor in one's head. */
export const MOST = 50;

function read(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
	} catch {
		return [];
	}
}

let ids = $state.raw<readonly string[]>(read());

function keep(next: readonly string[]): void {
	ids = next.slice(0, MOST);
	try {
		localStorage.setItem(KEY, JSON.stringify(ids));
	} catch {
		// Storage may be full or forbidden: the list then lasts as long as the page.
	}
}

/** The offers that were saved in this browser, in the order in which they were saved; nothing leaves the device. */
export const shortlist = {
	get ids(): readonly string[] {
		return ids;
	},
	has: (id: string): boolean => ids.includes(id),
	toggle(id: string): void {
		keep(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
	},
	add(more: readonly string[]): void {
		keep([...new Set([...ids, ...more])]);
	},
	clear(): void {
		keep([]);
	}
};

if (typeof window !== 'undefined') {
	// Another tab may have saved something.
	window.addEventListener('storage', (event) => {
		if (event.key === KEY || event.key === null) ids = read();
	});
}
