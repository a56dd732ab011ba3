const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address of a link that may be followed: a page, a mail address, a phone number. Nothing for a script or anything else. */
export function safeHref(href: string, base = location.origin): string | undefined {
	return URL.canParse(href, base) && SCHEMES.has(new URL(href, base).protocol) ? href : undefined;
}

/** The id of a heading, to link to: `Dit is een demo` becomes `dit-is-een-demo`. */
export function idOf(heading: string): string {
	const plain = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
