import { m } from '#lib/paraglide/messages.js';
import type { FindingKind } from './spots';

const KINDS: Record<FindingKind, () => string> = {
	name: m.text_check_name,
	nationalNumber: m.text_check_national_number,
	phone: m.text_check_phone,
	email: m.text_check_email,
	address: m.text_check_address,
	birthDate: m.text_check_birth_date
};

/** What a spot seems to be: `lijkt een naam`. */
export function kindName(kind: FindingKind): string {
	return KINDS[kind]();
}
