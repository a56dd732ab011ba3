/** Which code comes together in one file. */

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
const SHARED = /^(?!.*(\/lib\/map\/|\/uqr\/|\/@sveltejs\/kit\/)).*\/(node_modules|src)\//;

/** The pages on which a visit begins, and what stands around every page. */
const FIRST_PAGES = /\/src\/routes\/(aanbod\/)?\+(page|layout|error)\b/;

/** The pages that need no account. */
const PUBLIC_PAGES = /\/src\/routes\/(?!\(account\)\/)/;

/**
 * SvelteKit's own client, and the settings that it reads when it begins. A group takes what its code imports along: were the
 * two not set apart, one of the groups of ours would hold them, and the client begin without its settings.
 */
const SETTINGS = /\/@sveltejs\/kit\/src\/runtime\/client\/payload\.js$/;
const CLIENT = /\/@sveltejs\/kit\/src\/runtime\/(?!client\/(payload|entry|client-entry)\.js$)/;

const MESSAGE = /\/paraglide\/messages\/(\w+)\.js$/;

/** Whether one of these pages needs this code at once. All messages come through one file: who says one counts. */
function isNeededBy(
	pages: RegExp,
	id: string,
	modules: Modules,
	message = MESSAGE.exec(id)?.[1],
	seen = new Set<string>()
): boolean {
	if (seen.has(id)) return false;
	seen.add(id);
	if (id.includes('/src/routes/')) return pages.test(id);
	if (id.includes('/@sveltejs/kit/')) return true;
	return (modules.getModuleInfo(id)?.importers ?? []).some((importer) => {
		if (importer.includes('/paraglide/')) return isNeededBy(pages, importer, modules, message, seen);
		const code = modules.getModuleInfo(importer)?.code ?? '';
		const says = !message || new RegExp(`\\bm\\.${message}\\b`).test(code);
		return says && isNeededBy(pages, importer, modules, undefined, seen);
	});
}

function group(name: string, priority: number, pages: RegExp) {
	return {
		debugName: name,
		name: (id: string, modules: Modules) => (isNeededBy(pages, id, modules) ? name : null),
		priority,
		minShareCount: 2,
		test: SHARED
	};
}

/**
 * What several pages share comes in one file, because thirty small ones cost more than they save. But nobody waits on the
 * first page for what only later ones need, nor on any for what only people with an account do.
 */
export const groups = [
	{ name: 'settings', priority: 5, test: SETTINGS },
	// What loads code when it is asked for: every page has it, and would have the group that took it in.
	{ name: 'loader', priority: 5, test: /vite\/preload-helper/ },
	group('first', 4, FIRST_PAGES),
	group('public', 3, PUBLIC_PAGES),
	{ name: 'kit', priority: 5, test: CLIENT },
	group('account', 1, /^/)
];
