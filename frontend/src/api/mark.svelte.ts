const KEY = 'bruggen:signedIn';

function read(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return false;
	}
}

let on = $state(read());

/**
 * Whether somebody signed in with this browser and did not sign out: only then is it worth asking for a session. Says
 * nothing of who; somebody who never signed in causes no request and has no cookie.
 */
export const mark = {
	get on(): boolean {
		return on;
	},
	/** As it is at this moment: another tab may have changed it, of which this one has not heard yet. */
	check(): boolean {
		on = read();
		return on;
	},
	set(next: boolean): void {
		on = next;
		try {
			if (next) localStorage.setItem(KEY, '');
			else localStorage.removeItem(KEY);
		} catch {
			// Without storage the next visit begins signed out.
		}
	}
};

if (typeof window !== 'undefined') {
	window.addEventListener('storage', (event) => {
		if (event.key === KEY || event.key === null) on = read();
	});
}
