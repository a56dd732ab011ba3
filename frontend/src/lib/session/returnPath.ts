const SIGN_IN = '/aanmelden';

/** Where somebody goes who signed in without having been on the way to a page. */
export const HOME_OF_PERSON = '/profiel';

/**
 * The page to go on to after signing in, from an address that anybody may have made: a path of our own, in the form in
 * which a browser reads it. Anything else becomes the person's own page.
 */
export function returnPath(wanted: string | null, origin = location.origin): string {
	if (!wanted?.startsWith('/') || !URL.canParse(wanted, origin)) return HOME_OF_PERSON;
	const url = new URL(wanted, origin);
	// `//host` and `/\host` are other hosts; `/.//host` is one as soon as it is read a second time.
	if (url.origin !== origin || url.pathname.startsWith('//')) return HOME_OF_PERSON;
	if (url.pathname === SIGN_IN || url.pathname.startsWith('/wachtwoord')) return HOME_OF_PERSON;
	return url.pathname + url.search + url.hash;
}

/** The address at which somebody signs in who wants to see this page. */
export function signInHref(url: Pick<URL, 'pathname' | 'search'>): string {
	return `${SIGN_IN}?naar=${encodeURIComponent(url.pathname + url.search)}`;
}
