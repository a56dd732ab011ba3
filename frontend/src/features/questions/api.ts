import { api, read } from '#api/client.ts';
import { own } from '#api/own.ts';
import { type Tagged, tagged } from '#api/saving.svelte.ts';
import type { Question, QuestionInput } from '#api/types.ts';
import type { Named } from '#lib/forms/named.ts';
import { apiQuery, asParams, type TableState } from '#lib/table/query.ts';
import { attempts } from './likeness';

export const STATE: TableState = {
	path: '/op-vraag',
	filters: ['q', 'region', 'theme', 'sector', 'outcome'],
	usualSort: '-askedOn'
};

/** A page of questions. */
export interface Questions {
	items: Question[];
	total: number;
}

const FEW = 8;

async function list(query: Record<string, unknown>): Promise<Questions> {
	return read(own.GET('/api/v1/questions', { params: { query } }));
}

/** What a state of the list shows. */
export function findQuestions(search: URLSearchParams): Promise<Questions> {
	return list(asParams(apiQuery(search, STATE)));
}

/** Earlier questions that are like a text. */
export async function findAlike(text: string): Promise<Questions> {
	let found: Questions = { items: [], total: 0 };
	for (const q of attempts(text)) {
		found = await list({ q, pageSize: FEW });
		if (found.total > 0) break;
	}
	return found;
}

export function readQuestion(questionId: string): Promise<Tagged<Question>> {
	return tagged(own.GET('/api/v1/questions/{questionId}', { params: { path: { questionId } } }));
}

type Written = Omit<QuestionInput, 'confirmations' | 'askedOn'>;

/** Logs a question; sent twice under the same key it is done once. */
export function addQuestion(written: Written, key: string): Promise<Question> {
	const params = { header: { 'idempotency-key': key } };
	return read(own.POST('/api/v1/questions', { params, body: { ...written, confirmations: [] } }));
}

/** Changes or answers a question, as it was read under this tag. */
export function changeQuestion(questionId: string, etag: string, written: Written): Promise<Question> {
	const params = { path: { questionId }, header: { 'if-match': etag } };
	const headers = { 'Content-Type': 'application/merge-patch+json' };
	const body = { ...written, confirmations: [] };
	return read(own.PATCH('/api/v1/questions/{questionId}', { params, headers, body }));
}

/** Published offers with these words. */
export async function findOffers(words: string): Promise<Named[]> {
	const { items } = await read(api.GET('/api/v1/offers', { params: { query: { q: words, pageSize: FEW } } }));
	return items.map(({ id, title }) => ({ id, name: title }));
}
