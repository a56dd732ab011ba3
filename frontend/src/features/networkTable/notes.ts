/** What somebody notes down at a meeting: who came, and the minutes. It saves itself, each name by itself. */
import type { Meeting, MeetingPatch } from '#api/types.ts';
import { asSent } from './people';

/** The minutes, and whether each came, under `came:` and the id of who was expected. */
export type Notes = Record<string, string | boolean | undefined>;

export interface NotesForm {
	minutes: string;
	/** By the id of who was expected; nothing as long as nobody noted it. */
	came: Record<string, string>;
}

const CAME = 'came:';

/** The id of whom a field of the notes is about, where it is about somebody. */
export function whoseField(field: string): string | undefined {
	return field.startsWith(CAME) ? field.slice(CAME.length) : undefined;
}

export function notesOf({ minutes, attendances }: Meeting): Notes {
	return { minutes, ...Object.fromEntries(attendances.map(({ id, came }) => [CAME + id, came])) };
}

export function formOf({ minutes, ...rest }: Notes): NotesForm {
	const noted = Object.entries(rest).filter(([, came]) => came !== undefined);
	const came = noted.map(([field, value]) => [whoseField(field) ?? '', value ? 'yes' : 'no']);
	return { minutes: String(minutes ?? ''), came: Object.fromEntries(came) };
}

export function contentOf({ minutes, came }: NotesForm): Notes {
	const noted = Object.entries(came).filter(([, value]) => value !== '');
	return {
		minutes: minutes.trim() || undefined,
		...Object.fromEntries(noted.map(([id, value]) => [CAME + id, value === 'yes']))
	};
}

/** The change of a meeting that a change of its notes is. */
export function patchOf({ attendances }: Meeting, changes: Readonly<Record<string, unknown>>): MeetingPatch {
	const patch: MeetingPatch = {};
	if ('minutes' in changes) patch.minutes = changes.minutes as string | null;
	if (Object.keys(changes).some((field) => whoseField(field) !== undefined))
		patch.attendances = attendances.map((one) => ({
			...asSent(one),
			came: (CAME + one.id in changes ? changes[CAME + one.id] : one.came) as boolean | null | undefined
		}));
	return patch;
}
