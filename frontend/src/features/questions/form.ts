/** Between a question as the API has it and the fields of its form. */
import type { Question, QuestionInput } from '#api/types.ts';
import { needed } from '#lib/forms/checks.ts';
import type { Fault } from '#lib/forms/faults.ts';
import type { Named } from '#lib/forms/named.ts';
import { m } from '#lib/paraglide/messages.js';

export interface QuestionForm {
	text: string;
	region: string;
	sector: string;
	themes: string[];
	ageBands: string[];
	outcome: string;
	answer: string;
	offer: Named | undefined;
	post: string;
}

export function blank(region: string): QuestionForm {
	return {
		text: '',
		region,
		sector: '',
		themes: [],
		ageBands: [],
		outcome: 'open',
		answer: '',
		offer: undefined,
		post: ''
	};
}

/** What is known of an answer: for who is asked the same. */
function answerOf({
	answer = '',
	offer,
	post = ''
}: Question): Pick<QuestionForm, 'answer' | 'offer' | 'post'> {
	return { answer, offer: offer && { id: offer.id, name: offer.title }, post };
}

export function formOf(question: Question): QuestionForm {
	const { text, region, sector = '', themes, ageBands, outcome } = question;
	return {
		text,
		region,
		sector,
		themes: [...themes],
		ageBands: [...ageBands],
		outcome,
		...answerOf(question)
	};
}

/** The form with the answer that an earlier question had. */
export function answeredAs(form: QuestionForm, earlier: Question): QuestionForm {
	const { themes, ageBands } = form;
	return {
		...form,
		...answerOf(earlier),
		outcome: 'answered',
		themes: themes.length > 0 ? themes : [...earlier.themes],
		ageBands: ageBands.length > 0 ? ageBands : [...earlier.ageBands]
	};
}

/** The question that a form stands for. What it was answered with counts only where it was. */
export function questionOf(form: QuestionForm): Omit<QuestionInput, 'confirmations' | 'askedOn'> {
	const { text, region, sector, themes, ageBands, outcome, answer, offer, post } = form;
	const answered = outcome === 'answered';
	return {
		text: text.trim(),
		region,
		sector: sector || null,
		themes: [...themes],
		ageBands: [...ageBands],
		outcome: outcome as QuestionInput['outcome'],
		answer: (answered && answer.trim()) || null,
		offer: (answered && offer?.id) || null,
		post: (answered && post.trim()) || null
	};
}

export function faultsIn({ text, region }: QuestionForm): Fault[] {
	return [...needed('text', text, m.asked_fault_text()), ...needed('region', region, m.share_fault_region())];
}
