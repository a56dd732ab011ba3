import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type Kept } from '#api/autosave.svelte.ts';
import { ApiFailure } from '#api/problem.ts';
import type { OfferDraft } from '#api/types.ts';
import { emptyPockets, Pocket } from '#api/pocket.ts';
import type { Fields } from '#lib/drafts/merging.ts';
import { emptyDraft } from './drafts';

const ID = 'a-proposal';
const PAUSE_MS = 800;
const RETRY_MS = 8_000;

/** An API that keeps one content, by the rules of If-Match. */
class Shelf {
	version = 1;
	content: OfferDraft = emptyDraft();
	online = true;
	patches: Fields[] = [];
	refusal: ApiFailure | undefined;
	/** What has to happen before a save is answered. */
	gate: Promise<void> = Promise.resolve();

	get kept(): Kept<OfferDraft> {
		return { content: { ...this.content }, etag: String(this.version) };
	}

	/** Somebody else saves something. */
	change(changes: Partial<OfferDraft>): void {
		this.content = { ...this.content, ...changes };
		this.version += 1;
	}

	save = async (patch: Fields, etag: string): Promise<Kept<OfferDraft>> => {
		await this.gate;
		if (!this.online) throw new ApiFailure('offline', 503);
		if (this.refusal) throw this.refusal;
		if (etag !== String(this.version)) throw new ApiFailure('badRequest', 412);
		this.patches.push(patch);
		this.change(patch as Partial<OfferDraft>);
		return this.kept;
	};

	read = async (): Promise<Kept<OfferDraft>> => {
		if (!this.online) throw new ApiFailure('offline', 503);
		return this.kept;
	};
}

let shelf: Shelf;
let shown: OfferDraft[];

/** A page on which the proposal is open. */
function open(): Autosave<OfferDraft> {
	return new Autosave(shelf.kept, shelf, (content) => shown.push(content), { keeper: new Pocket(ID) });
}

/** Lets so much time pass, and all that was waiting for it happen. */
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
	vi.useFakeTimers();
	emptyPockets();
	shelf = new Shelf();
	shown = [];
});

afterEach(() => vi.useRealTimers());

describe('what is written', () => {
	it('is saved once, after a pause, with all that was typed', async () => {
		const page = open();
		for (const title of ['B', 'Br', 'Brug']) {
			page.change({ ...page.content, title });
			await pass(PAUSE_MS / 2);
		}
		expect(page.state).toBe('waiting');
		expect(shelf.patches).toEqual([]);
		await pass(PAUSE_MS);
		expect(shelf.patches).toEqual([{ title: 'Brug' }]);
		expect(page.state).toBe('saved');
		expect(page.savedAt).toBeInstanceOf(Date);
	});

	it('is not sent again when it says what is saved already', async () => {
		const page = open();
		page.change({ ...page.content, title: 'Brug' });
		page.change({ ...page.content, title: undefined });
		await pass(PAUSE_MS);
		expect(shelf.patches).toEqual([]);
		expect(page.state).toBe('saved');
	});

	it('while it is on its way goes with the next one', async () => {
		const page = open();
		let answer = () => {};
		shelf.gate = new Promise((resolve) => (answer = resolve));
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		expect(page.state).toBe('saving');
		page.change({ ...page.content, summary: 'Over water' });
		answer();
		await pass(0);
		expect(shelf.patches).toEqual([{ title: 'Brug' }, { summary: 'Over water' }]);
		expect(page.state).toBe('saved');
	});

	it('is saved before anything else is done with it', async () => {
		const page = open();
		page.change({ ...page.content, title: 'Brug' });
		expect(await page.flush()).toBe(true);
		expect(shelf.patches).toEqual([{ title: 'Brug' }]);
	});

	it('and refused stays, with what is wrong, and goes again when it is mended', async () => {
		const page = open();
		shelf.refusal = new ApiFailure('badRequest', 400, { issues: [{ name: 'content.title' }] });
		page.change({ ...page.content, title: 'x' });
		expect(await page.flush()).toBe(false);
		expect(page.state).toBe('refused');
		expect(page.faults).toHaveLength(1);
		shelf.refusal = undefined;
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		expect(shelf.content.title).toBe('Brug');
		expect(page.faults).toEqual([]);
	});
});

describe('a field that is refused', () => {
	beforeEach(() => {
		const save = shelf.save;
		shelf.save = async (patch, etag) => {
			if (patch['title'] === 'x') throw new ApiFailure('badRequest', 400, { issues: [{ name: 'title' }] });
			return save(patch, etag);
		};
	});

	it('keeps nothing else from being saved, now or later', async () => {
		const page = open();
		page.change({ ...page.content, title: 'x', summary: 'Over water' });
		await pass(PAUSE_MS);
		expect(shelf.patches).toEqual([{ summary: 'Over water' }]);
		expect(page.state).toBe('refused');
		page.change({ ...page.content, goals: 'Droog blijven' });
		await pass(PAUSE_MS);
		expect(shelf.patches.at(-1)).toEqual({ goals: 'Droog blijven' });
		expect(page.faults.map(({ field }) => field)).toEqual(['title']);
		expect(await page.flush()).toBe(false);
	});

	it('goes as soon as it is mended', async () => {
		const page = open();
		page.change({ ...page.content, title: 'x' });
		await pass(PAUSE_MS);
		page.change({ ...page.content, title: 'Brug' });
		expect(page.faults).toEqual([]);
		await pass(PAUSE_MS);
		expect(shelf.content.title).toBe('Brug');
		expect(page.state).toBe('saved');
	});
});

describe('without a connection', () => {
	it('is kept and sent when there is one', async () => {
		const page = open();
		shelf.online = false;
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		expect(page.state).toBe('offline');
		page.change({ ...page.content, title: 'Brug', summary: 'Over water' });
		await pass(PAUSE_MS);
		shelf.online = true;
		await pass(RETRY_MS);
		expect(shelf.patches).toEqual([{ title: 'Brug', summary: 'Over water' }]);
		expect(page.state).toBe('saved');
	});

	it('is still there when the page is loaded anew, and is sent then', async () => {
		shelf.online = false;
		open().change({ ...emptyDraft(), title: 'Brug' });
		await pass(0);
		shelf.online = true;
		const page = open();
		expect(page.content.title).toBe('Brug');
		await pass(0);
		expect(shelf.content.title).toBe('Brug');
		expect(new Pocket(ID).get()).toBeUndefined();
	});

	it('is forgotten by who signs out', () => {
		open().change({ ...emptyDraft(), title: 'Brug' });
		emptyPockets();
		expect(open().content.title).toBeUndefined();
	});
});

describe('what somebody else saved meanwhile', () => {
	it('in other fields comes together with what was written here', async () => {
		const page = open();
		shelf.change({ summary: 'Over water' });
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		expect(shelf.content).toMatchObject({ title: 'Brug', summary: 'Over water' });
		expect(shown.at(-1)).toMatchObject({ title: 'Brug', summary: 'Over water' });
		expect(page.state).toBe('saved');
	});

	it('in the same field waits for a choice, and nothing is saved before', async () => {
		const page = open();
		shelf.change({ title: 'Boot', summary: 'Over water' });
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		expect(page.state).toBe('conflict');
		expect(page.conflict?.fields).toEqual(['title']);
		page.change({ ...page.content, goals: 'Droog blijven' });
		await pass(PAUSE_MS);
		expect(await page.flush()).toBe(false);
		expect(shelf.content.title).toBe('Boot');
	});

	it('is chosen field by field, and what was written during the conflict stays', async () => {
		const page = open();
		shelf.change({ title: 'Boot', summary: 'Over water' });
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		page.change({ ...page.content, goals: 'Droog blijven' });
		page.resolve(['title']);
		await pass(0);
		expect(shelf.content).toMatchObject({ title: 'Boot', summary: 'Over water', goals: 'Droog blijven' });
		expect(page.state).toBe('saved');
		expect(page.conflict).toBeUndefined();
	});

	it('and submitted or withdrew ends the writing', async () => {
		const page = open();
		shelf.refusal = new ApiFailure('badRequest', 409);
		page.change({ ...page.content, title: 'Brug' });
		await pass(PAUSE_MS);
		expect(page.state).toBe('closed');
		expect(new Pocket(ID).get()).toBeUndefined();
	});
});
