export interface RuntimeConfig {
	/** Origin (and path) before `/api/v1`; empty when the API lives on the origin of this page. */
	apiBaseUrl: string;
}

let config: Promise<RuntimeConfig> | undefined;

async function fetchConfig(): Promise<RuntimeConfig> {
	const answer = await fetch('/config.json');
	return (await answer.json()) as RuntimeConfig;
}

/** The settings of this installation, read once from /config.json. */
export function loadConfig(): Promise<RuntimeConfig> {
	config ??= (globalThis.window?.bruggenEarly?.config ?? fetchConfig()).catch(() => {
		config = undefined;
		return { apiBaseUrl: '' };
	});
	return config;
}
