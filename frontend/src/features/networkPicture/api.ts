import { api, read } from '#api/client.ts';
import type { NetworkPicture } from '#api/types.ts';

/** All networks, who takes part in them, and the regions: small enough to be had whole. */
export function readPicture(): Promise<NetworkPicture> {
	return read(api.GET('/api/v1/networkPictures'));
}
