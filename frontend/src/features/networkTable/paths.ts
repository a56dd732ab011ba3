/** Where the pages of a network are. */
import { KIND_PATHS } from '#lib/ui/kindPaths.ts';

export function networkPath(networkId: string): string {
	return `${KIND_PATHS.network}/${networkId}`;
}

export function meetingsPath(networkId: string): string {
	return `${networkPath(networkId)}/overleg`;
}

export function membersPath(networkId: string): string {
	return `${networkPath(networkId)}/leden`;
}
