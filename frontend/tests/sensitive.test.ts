import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import SensitiveText from '#lib/sensitive/SensitiveText.svelte';
import { eachOnce, type Finding, movedSpots, piecesOf, spotsIn } from '#lib/sensitive/spots.ts';
import { TextCheck } from '#lib/sensitive/textCheck.svelte.ts';

const TEXT = '😀 Lotte ging met Lotte mee';

function finding(text: string, words: string, more: Partial<Finding> = {}): Finding {
	const start = [...text.slice(0, text.indexOf(words))].length;
	return { id: words, kind: 'name', start, end: start + [...words].length, refused: false, ...more };
}

const wordsAt = (text: string, findings: readonly Finding[]) =>
	spotsIn(text, findings).map(({ from, to }) => text.slice(from, to));

describe('spots', () => {
	it('count as a text area does where the API counts code points', () => {
		expect(wordsAt(TEXT, [finding(TEXT, 'Lotte')])).toEqual(['Lotte']);
		expect(spotsIn(TEXT, [finding(TEXT, 'Lotte')])[0]?.from).toBe(3);
	});

	it('stay with their words when something is typed before, after or between them, and go when they are changed', () => {
		const before = 'Jan en Piet';
		const spots = spotsIn(before, [finding(before, 'Jan'), finding(before, 'Piet')]);
		const after = (text: string) =>
			movedSpots(spots, before, text).map(({ from, to }) => text.slice(from, to));
		expect(after('Ook Jan en Piet')).toEqual(['Jan', 'Piet']);
		expect(after('Jan en ook Piet')).toEqual(['Jan', 'Piet']);
		expect(after('Jan en Piet samen')).toEqual(['Jan', 'Piet']);
		expect(after('en Piet')).toEqual(['Piet']);
		expect(after('Jxan en Piet')).toEqual(['Piet']);
		expect(after('')).toEqual([]);
	});

	it('cut a text into pieces that are the whole text together', () => {
		const pieces = piecesOf(TEXT, spotsIn(TEXT, [finding(TEXT, 'Lotte'), finding(TEXT, 'mee')]));
		expect(pieces.map(({ text }) => text).join('')).toBe(TEXT);
		expect(pieces.filter(({ spot }) => spot).map(({ text }) => text)).toEqual(['Lotte', 'mee']);
	});

	it('are asked about once where the same words stand twice', () => {
		const twice = [finding(TEXT, 'Lotte'), { ...finding(TEXT, 'Lotte'), start: 17, end: 22 }];
		expect(eachOnce(spotsIn(TEXT, twice))).toHaveLength(1);
	});
});

/** Finds the word Lotte, and the digits of a national number. */
async function check(_name: string, text: string): Promise<Finding[]> {
	return [
		...(text.includes('Lotte') ? [finding(text, 'Lotte')] : []),
		...(text.includes('85073003328')
			? [finding(text, '85073003328', { kind: 'nationalNumber', refused: true })]
			: [])
	];
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a text that is checked', () => {
	it('is looked at after a pause, and only as it is by then', async () => {
		const asked: string[] = [];
		const checking = new TextCheck(async (text) => (asked.push(text), check('', text)), '');
		checking.change('Lot');
		checking.change('Lotte');
		await vi.advanceTimersByTimeAsync(600);
		expect(asked).toEqual(['Lotte']);
		expect(checking.spots).toHaveLength(1);
	});

	it('forgets an answer about what it no longer says', async () => {
		let answer: (found: Finding[]) => void = () => undefined;
		const checking = new TextCheck(() => new Promise((done) => (answer = done)), '');
		checking.change('Lotte');
		await vi.advanceTimersByTimeAsync(600);
		checking.change('Niemand');
		answer([finding('Lotte', 'Lotte')]);
		await vi.advanceTimersByTimeAsync(0);
		expect(checking.spots).toEqual([]);
	});

	it('keeps what is known when there is no answer', async () => {
		const checking = new TextCheck(() => Promise.reject(new Error()), 'Lotte', [finding('Lotte', 'Lotte')]);
		checking.change('Ook Lotte');
		await vi.advanceTimersByTimeAsync(600);
		expect(checking.spots[0]?.from).toBe(4);
	});
});

describe('the field', () => {
	async function type(text: string) {
		const field = screen.getByRole('textbox', { name: 'Wat loopt vast?' });
		await fireEvent.input(field, { target: { value: text } });
		await vi.advanceTimersByTimeAsync(600);
		return field as HTMLTextAreaElement;
	}

	const props = { name: 'blocked', label: 'Wat loopt vast?', value: '', check, confirmations: [] };

	it('shows the words and selects them', async () => {
		render(SensitiveText, props);
		const field = await type('Met Lotte gaat het niet');
		screen.getByRole('textbox', { description: /Er staat iets in dat naar een persoon kan wijzen/ });
		await fireEvent.click(screen.getByRole('button', { name: 'Haal weg: Lotte' }));
		expect([field.selectionStart, field.selectionEnd]).toEqual([4, 9]);
	});

	it('lets words stand for a reason, and takes that back', async () => {
		render(SensitiveText, props);
		await type('Met Lotte gaat het niet');
		await fireEvent.click(screen.getByRole('button', { name: 'Mag blijven: Lotte' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Wijst niet naar een persoon' }));
		screen.getByText(/“Lotte” mag blijven: Wijst niet naar een persoon/);
		await fireEvent.click(screen.getByRole('button', { name: 'Toch niet laten staan: Lotte' }));
		screen.getByRole('button', { name: 'Mag blijven: Lotte' });
	});

	it('lets a national number stand for no reason', async () => {
		render(SensitiveText, props);
		await type('Nummer 85073003328');
		screen.getByText('Dit mag er nooit in staan.');
		expect(screen.queryByRole('button', { name: /^Mag blijven/ })).toBeNull();
	});
});
