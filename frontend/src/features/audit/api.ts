import { read } from '#api/client.ts';
import { downloadList } from '#api/download.ts';
import { own } from '#api/own.ts';
import type { AuditEvent } from '#api/types.ts';
import { asParams } from '#lib/table/query.ts';

/** A stretch of the trail. */
export interface Stretch {
	items: AuditEvent[];
	/** Where the older ones begin; nothing when there are none. */
	next?: string;
}

/** Events, the newest first; with `after` those that are older than the event of this sequence. */
export function listEvents(query: URLSearchParams, after?: number): Promise<Stretch> {
	const more = after === undefined ? {} : { after };
	return read(own.GET('/api/v1/auditEvents', { params: { query: { ...asParams(query), ...more } } }));
}

export function downloadEvents(query: URLSearchParams, format: 'csv' | 'xlsx', name: string): Promise<void> {
	return downloadList('/api/v1/auditEvents', asParams(query), format, name);
}
