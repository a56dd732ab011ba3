import { own } from './own';
import { read } from './client';

export type ListPath =
	| '/api/v1/accountRequests'
	| '/api/v1/apiClients'
	| '/api/v1/auditEvents'
	| '/api/v1/roleAssignments'
	| '/api/v1/users';

/**
 * Hands the whole of a list to the person as a file. A link could not: what opens a list goes with each request, and no
 * address may hold it. Throws an ApiFailure.
 */
export async function downloadList(
	path: ListPath,
	query: Readonly<Record<string, unknown>>,
	format: 'csv' | 'xlsx',
	name: string
): Promise<void> {
	const params = { query: { ...query, page: undefined, pageSize: undefined, format } as never };
	const file = await read(own.GET(path, { params, parseAs: 'blob' }) as Promise<Answer>);
	handOut(file, `${name}.${format}`);
}

/** Has the browser save what is in memory under a name. */
export function handOut(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// The browser reads it after this; by the next minute it has.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

interface Answer {
	data?: Blob;
	error?: unknown;
	response: Response;
}
