import { m } from '#lib/paraglide/messages.js';

type Name = readonly [mark: RegExp, name: string];

// Most browsers also name those they look like: the most particular stands first.
const BROWSERS: readonly Name[] = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
	[/Safari\//, 'Safari']
];

const SYSTEMS: readonly Name[] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/CrOS/, 'Chromebook'],
	[/Macintosh|Mac OS X/, 'Mac'],
	[/Linux/, 'Linux']
];

function nameIn(names: readonly Name[], userAgent: string): string | undefined {
	return names.find(([mark]) => mark.test(userAgent))?.[1];
}

/** What a browser says of itself (`User-Agent`) in the words of its owner: `Chrome op Windows`. */
export function deviceName(userAgent: string): string {
	const browser = nameIn(BROWSERS, userAgent);
	const system = nameIn(SYSTEMS, userAgent);
	if (browser && system) return m.device({ browser, system });
	return browser ?? system ?? m.device_unknown();
}
