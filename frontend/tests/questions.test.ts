import { describe, expect, it } from 'vitest';
import { ApiFailure } from '#api/problem.ts';
import type { Question } from '#api/types.ts';
import { faultsOfQuestion } from '#features/questions/faults.ts';
import { answeredAs, blank, faultsIn, formOf, questionOf } from '#features/questions/form.ts';
import { attempts, tellingWords } from '#features/questions/likeness.ts';

const EARLIER: Question = {
	href: '/api/v1/questions/1',
	id: '1',
	region: 'OVL',
	text: 'Waar kan een klas terecht na een overlijden?',
	askedOn: '2026-10-02',
	sector: 'education',
	themes: ['homeSituation'],
	ageBands: ['over12'],
	outcome: 'answered',
	answer: 'Bij de rouwkoffer.',
	offer: { id: '9', href: '/api/v1/offers/9', title: 'Rouwkoffer' },
	post: 'Het OverKop-huis',
	mayChange: true
};

describe('The words by which earlier questions are looked for', () => {
	it('are the longest ones of a text, each once', () => {
		expect(tellingWords('Wie helpt bij schoolweigering en schoolweigering na een overlijden?')).toEqual([
			'schoolweigering',
			'overlijden'
		]);
	});

	it('are asked together first, and then each alone', () => {
		expect(attempts('Rouw na overlijden op schoolreis')).toEqual([
			'overlijden schoolreis',
			'overlijden',
			'schoolreis'
		]);
	});

	it('are none as long as nothing telling was typed', () => {
		expect(attempts('Wie is er')).toEqual([]);
	});
});

describe('The form of a question', () => {
	it('keeps all that a question says', () => {
		const { text, region, sector, themes, ageBands, outcome, answer, post } = EARLIER;
		expect(questionOf(formOf(EARLIER))).toEqual({
			...{ text, region, sector, themes, ageBands, outcome, answer, post },
			offer: '9'
		});
	});

	it('says nothing of an answer that there is not', () => {
		const form = { ...formOf(EARLIER), outcome: 'unmet' };
		expect(questionOf(form)).toMatchObject({ outcome: 'unmet', answer: null, offer: null, post: null });
	});

	it('takes an earlier answer over, and what it was about only where that was not said', () => {
		const form = { ...blank('ANT'), text: 'Een leerling verloor haar vader', themes: ['behavior'] };
		expect(answeredAs(form, EARLIER)).toMatchObject({
			text: 'Een leerling verloor haar vader',
			region: 'ANT',
			outcome: 'answered',
			answer: 'Bij de rouwkoffer.',
			offer: { id: '9', name: 'Rouwkoffer' },
			themes: ['behavior'],
			ageBands: ['over12']
		});
	});

	it('asks for the question and the region', () => {
		expect(faultsIn(blank('')).map(({ field }) => field)).toEqual(['text', 'region']);
	});
});

describe('A text that seems to point at a person', () => {
	const type = 'urn:problem-type:bruggen:sensitiveText';
	const refusal = new ApiFailure('badRequest', 400, {
		type,
		issues: [{ type, name: 'text', detail: 'This seems to be a name (from character 4 to 15). Take it out.' }]
	});

	it('is told by the words that were found, which the answer does not repeat', () => {
		const [fault] = faultsOfQuestion(() => '💬 “Jan Peeters” komt niet')(refusal);
		expect(fault?.field).toBe('text');
		expect(fault?.text).toContain('Jan Peeters');
	});
});
