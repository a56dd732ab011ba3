/** Which code comes in one file: what several pages for everybody share, and apart from it what only accounts need. */

/** What Rolldown knows of a module. */
interface ModuleInfo {
	importers: readonly string[];
	code: string | null;
}

interface Modules {
	getModuleInfo: (id: string) => ModuleInfo | null;
}

/**
 * Code of several pages, but not what is drawn only when it is asked for, and not SvelteKit's own client, which must not
 * run before its settings are there.
 */
const SHARED = /^(?!.*(\/lib\/map\/|\/lib\/markdown\/|\/features\/contents\/|\/uqr\/|\/@sveltejs\/kit\/)).*\/(node_modules|src)\//;

/** The pages of people with an account, and those on which one gets in. */
const ACCOUNT_PAGES = '/src/routes/(account)/';
const MESSAGE = /\/paraglide\/messages\/(\w+)\.js$/;

/** Whether a page for everybody needs this code at once. All messages come through one file: who says one counts. */
function isForEverybody(
	id: string,
	modules: Modules,
	message = MESSAGE.exec(id)?.[1],
	seen = new Set<string>()
): boolean {
	if (seen.has(id)) return false;
	seen.add(id);
	if (id.includes('/src/routes/')) return !id.includes(ACCOUNT_PAGES);
	if (id.includes('/@sveltejs/kit/')) return true;
	return (modules.getModuleInfo(id)?.importers ?? []).some((importer) => {
		if (importer.includes('/paraglide/')) return isForEverybody(importer, modules, message, seen);
		const code = modules.getModuleInfo(importer)?.code ?? '';
		const says = !message || new RegExp(`\\bm\\.${message}\\b`).test(code);
		return says && isForEverybody(importer, modules, undefined, seen);
	});
}

/**
 * What several pages share comes in one file, because thirty small ones cost more than they save; and visitors without an
 * account do not wait for what only people with one need.
 */
export const groups = [
	{
		debugName: 'shared',
		name: (id: string, modules: Modules) => (isForEverybody(id, modules) ? 'shared' : null),
		priority: 1,
		minShareCount: 2,
		test: SHARED
	},
	{ name: 'account', minShareCount: 2, test: SHARED }
];
