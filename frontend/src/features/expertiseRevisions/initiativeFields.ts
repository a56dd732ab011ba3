/** The lists in the form of an initiative: who builds it, what is to be reached, and how it grows. */
import { labelsOf } from '#api/labels.svelte.ts';
import { dayOf, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Field, Rows } from './fields';

/** The sectors that an initiative is to bring together. */
const BOTH = ['welfare', 'education'];
const YEARS_BACK = 8;

/** The school years that can be told of: the next one, this one and some before, the last one first. */
export function schoolYears(now: Date = new Date()): string[] {
	const [year = 0, month = 1] = dayOf(now).split('-').map(Number);
	const next = month >= 9 ? year + 1 : year;
	return Array.from({ length: YEARS_BACK + 2 }, (_, back) => `${next - back}-${next - back + 1}`);
}

/** Of which of both sectors there is no partner yet; nothing where there are no partners to speak of. */
function missing(rows: readonly Readonly<Record<string, string>>[]): string {
	const sectors = rows.map(({ sector }) => sector).filter(Boolean);
	const lacking = BOTH.filter((sector) => !sectors.includes(sector));
	if (sectors.length === 0 || lacking.length === 0) return '';
	return m.share_missing_sectors({ sectors: formatList(labelsOf('sectors', lacking)) });
}

const PARTICIPANTS: Rows = {
	cells: [
		{ name: 'organization', label: m.share_participant_organization, control: 'organization' },
		{ name: 'name', label: m.share_participant_name, control: 'line', most: 200 },
		{ name: 'sector', label: m.share_participant_sector, control: 'code', list: 'sectors' }
	],
	number: m.share_participant,
	add: m.share_participant_add,
	remark: missing
};

const MILESTONES: Rows = {
	cells: [
		{ name: 'title', label: m.share_milestone_title, control: 'line', most: 200 },
		{ name: 'dueOn', label: m.share_milestone_due, control: 'day' },
		{ name: 'reachedOn', label: m.share_milestone_reached, control: 'day' }
	],
	number: m.share_milestone,
	add: m.share_milestone_add
};

const GROWTH: Rows = {
	cells: [
		{
			name: 'schoolYear',
			label: m.learn_school_year,
			control: 'code',
			choices: () => schoolYears().map((year) => ({ code: year, name: year }))
		},
		{ name: 'youngsters', label: m.learn_youngsters, control: 'number' },
		{ name: 'schools', label: m.learn_schools, control: 'number' },
		{ name: 'places', label: m.learn_places, control: 'number' }
	],
	number: m.share_growth_year,
	add: m.share_growth_add
};

export const INITIATIVE: readonly Field[] = [
	{
		name: 'participants',
		label: m.learn_participants,
		hint: m.share_participants_hint,
		control: 'rows',
		most: 50,
		rows: PARTICIPANTS
	},
	{
		name: 'milestones',
		label: m.learn_milestones,
		hint: m.share_milestones_hint,
		control: 'rows',
		most: 50,
		rows: MILESTONES
	},
	{
		name: 'growth',
		label: m.learn_growth,
		hint: m.share_growth_hint,
		control: 'rows',
		most: 20,
		rows: GROWTH
	}
];
