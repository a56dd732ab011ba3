// Apart from what all visitors load: what hands out files knows of sessions, too.
import { api, read } from '#api/client.ts';
import { handOut } from '#api/download.ts';

/** Hands the certificate of who came to the person as a file. */
export async function downloadCertificate(token: string, name: string): Promise<void> {
	const asked = api.POST('/api/v1/registrationCertificates', { body: { token }, parseAs: 'blob' });
	handOut((await read(asked as Promise<{ data?: Blob; response: Response }>)) as Blob, `${name}.pdf`);
}
