import { read, succeed } from '#api/client.ts';
import { handOut } from '#api/download.ts';
import { own } from '#api/own.ts';
import type {
	CaseAssignment,
	CaseFacetValue,
	CaseItem,
	CaseQuery,
	CaseView,
	CaseViewInput,
	CaseViewQuery
} from '#api/types.ts';
import { readTandem } from '#api/tandem.ts';
import { type Question, replaced, withoutWords } from './question';

export const PAGE = 50;
/** As many cases as can be handled in one go. */
export const MOST_AT_ONCE = 500;
const WIDEST_PAGE = 200;

/** The filters of which the API counts each value. */
export const FACETS = ['state', 'urgency', 'ageBand', 'coordinator', 'theme'] as const;
export type Facet = (typeof FACETS)[number];
export type Counts = Partial<Record<Facet, readonly CaseFacetValue[]>>;

async function ask(question: Question, more: Partial<CaseQuery>) {
	// What is left out the API fills in by itself.
	const body = { ...question, ...more } as CaseQuery;
	return read(own.POST('/api/v1/caseConsultations/query', { body }));
}

/** A page of cases, from 1, and how many there are in all. */
export async function readCases(
	question: Question,
	page: number
): Promise<{ items: CaseItem[]; total: number }> {
	return ask(question, { page, pageSize: PAGE });
}

/** How many cases each value would leave: a filter does not count against its own other values. */
export async function countValues(question: Question): Promise<Counts> {
	const own = FACETS.filter((name) => question[name]);
	const others = FACETS.filter((name) => !question[name]);
	const answers = await Promise.all([
		ask(question, { pageSize: 1, facets: others }),
		...own.map((name) => ask(replaced(question, name, undefined), { pageSize: 1, facets: [name] }))
	]);
	return Object.assign({}, ...answers.map(({ facets }) => facets)) as Counts;
}

/** The ids of all cases that a question leaves, as many as can be handled at once. */
export async function readIds(question: Question): Promise<string[]> {
	const ids: string[] = [];
	for (let page = 1; ids.length < MOST_AT_ONCE; page++) {
		const { items, total } = await ask(question, { page, pageSize: WIDEST_PAGE });
		ids.push(...items.map(({ id }) => id));
		if (ids.length >= total || items.length === 0) break;
	}
	return ids.slice(0, MOST_AT_ONCE);
}

/** Who of the tandem can have the lead of a case. */
export const readLeads = readTandem;

/** Gives each case to somebody; answers with what undoes it. */
export async function assign(assignments: readonly CaseAssignment[]): Promise<CaseAssignment[]> {
	return (await read(own.POST('/api/v1/caseAssignments', { body: { assignments: [...assignments] } })))
		.former;
}

/** Brings the open tasks of these cases to mind; answers with how many people were reminded. */
export async function remind(cases: readonly string[]): Promise<number> {
	return (await read(own.POST('/api/v1/caseReminders', { body: { cases: [...cases] } }))).reminded;
}

/** Hands the facts of these cases to the person as a file. */
export async function exportCases(question: Question, format: 'csv' | 'xlsx', name: string): Promise<void> {
	const body = { ...question, format } as never;
	const asked = own.POST('/api/v1/caseConsultations/exports', { body, parseAs: 'blob' });
	handOut((await read(asked as Promise<{ data?: Blob; response: Response }>)) as Blob, `${name}.${format}`);
}

export async function watch(caseConsultationId: string, watched: boolean): Promise<void> {
	const at = { params: { path: { caseConsultationId } } };
	await succeed(
		watched
			? own.POST('/api/v1/caseConsultations/{caseConsultationId}/watches', at)
			: own.DELETE('/api/v1/caseConsultations/{caseConsultationId}/watches', at)
	);
}

/** The views that somebody saved, and those that the tandem shares. */
export async function readViews(): Promise<CaseView[]> {
	return (await read(own.GET('/api/v1/savedViews'))).items;
}

/** What a view says. */
export interface Draft {
	name: string;
	/** The region whose tandem shares it. */
	region: string | undefined;
	question: Question;
	columns: readonly string[];
}

function inputOf({ name, region, question, columns }: Draft): CaseViewInput {
	const query = withoutWords(question) as unknown as CaseViewQuery;
	return { name, ...(region && { region }), query, columns: [...columns] };
}

export async function saveView(draft: Draft): Promise<CaseView> {
	const params = { header: { 'idempotency-key': crypto.randomUUID() } };
	return read(own.POST('/api/v1/savedViews', { params, body: inputOf(draft) }));
}

async function tagOf(savedViewId: string): Promise<string> {
	const { response } = await own.GET('/api/v1/savedViews/{savedViewId}', {
		params: { path: { savedViewId } }
	});
	return response.headers.get('etag') ?? '';
}

/** Has a view ask something else; the name stays. */
export async function changeView(
	view: CaseView,
	question: Question,
	columns: readonly string[]
): Promise<CaseView> {
	const params = { path: { savedViewId: view.id }, header: { 'if-match': await tagOf(view.id) } };
	const query = withoutWords(question);
	// What the view asked and is not asked any more goes.
	const gone = Object.fromEntries(Object.keys(view.query).map((name) => [name, null]));
	const lists = Object.fromEntries(
		Object.entries(view.query).flatMap(([name, value]) => (Array.isArray(value) ? [[name, []]] : []))
	);
	const body = { query: { ...gone, ...lists, ...query }, columns: [...columns] } as never;
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	return read(own.PATCH('/api/v1/savedViews/{savedViewId}', { params, headers, body }));
}

export async function deleteView(view: CaseView): Promise<void> {
	const params = { path: { savedViewId: view.id }, header: { 'if-match': await tagOf(view.id) } };
	await succeed(own.DELETE('/api/v1/savedViews/{savedViewId}', { params }));
}
