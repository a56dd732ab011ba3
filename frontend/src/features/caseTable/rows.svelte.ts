import type { CaseItem } from '#api/types.ts';
import { PAGE, readCases } from './api';
import type { Question } from './question';

/**
 * The cases that a question leaves, however many: a page of them is fetched when one of its rows is to be seen. What was there
 * stays on the screen until the next answer has come.
 */
export class CaseRows {
	total = $state(0);
	/** An answer has come, at least once. */
	ready = $state(false);
	busy = $state(false);
	failed = $state(false);

	#pages = $state.raw<ReadonlyMap<number, readonly CaseItem[]>>(new Map());
	#question: Question | undefined;
	/** Pages that are on their way. */
	#asked = new Set<number>();
	/** How often something else was asked: an answer to an earlier question is none any more. */
	#turn = 0;

	/** The row at a place, from 0; nothing while it is on its way. */
	at(index: number): CaseItem | undefined {
		return this.#pages.get(Math.floor(index / PAGE) + 1)?.[index % PAGE];
	}

	/** Asks something else, or the same anew, beginning with the page of this row. */
	async ask(question: Question, around = 0): Promise<void> {
		this.#question = question;
		this.#turn += 1;
		this.#asked.clear();
		this.busy = true;
		await this.#fetch(Math.floor(around / PAGE) + 1, true);
	}

	/** Sees to it that these rows come. */
	need(from: number, to: number): void {
		const last = Math.floor(Math.max(from, to - 1) / PAGE) + 1;
		for (let page = Math.floor(from / PAGE) + 1; page <= last; page++) {
			if (!this.#pages.has(page)) void this.#fetch(page, false);
		}
	}

	/** Shows something of a row at once that the API was told. */
	change(id: string, change: Partial<CaseItem>): void {
		const pages = [...this.#pages].map(([page, items]) => {
			const next = items.map((item) => (item.id === id ? { ...item, ...change } : item));
			return [page, next] as const;
		});
		this.#pages = new Map(pages);
	}

	async #fetch(page: number, afresh: boolean): Promise<void> {
		if (!this.#question || this.#asked.has(page)) return;
		const turn = this.#turn;
		this.#asked.add(page);
		try {
			const { items, total } = await readCases(this.#question, page);
			if (turn !== this.#turn) return;
			this.#pages = new Map([...(afresh ? [] : this.#pages), [page, items]]);
			this.total = total;
			this.ready = true;
			this.failed = false;
		} catch {
			if (turn === this.#turn) this.failed = true;
		} finally {
			if (turn === this.#turn) {
				this.#asked.delete(page);
				this.busy = false;
			}
		}
	}
}
