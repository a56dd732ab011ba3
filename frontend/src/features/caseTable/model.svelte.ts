import { session } from '#api/session.svelte.ts';
import type { CaseAssignment, CaseItem, CaseView } from '#api/types.ts';
import { announce } from '#lib/a11y/announcer.svelte.ts';
import { isSame } from '#lib/drafts/merging.ts';
import { m } from '#lib/paraglide/messages.js';
import { assign, type Counts, countValues, MOST_AT_ONCE, readIds, readViews, remind, watch } from './api';
import { USUAL_COLUMNS } from './columns';
import { isPreset, leaveTheSame, type Question, questionFrom, questionOf, USUAL } from './question';
import { CaseRows } from './rows.svelte';
import { viewName } from './words';

/** What was done to several cases, and what takes it back. */
interface Done {
	text: string;
	undo?: () => Promise<void>;
}

/** How somebody left the table, for when they come back to it. It is theirs, and goes with the page. */
interface Left {
	person: string | undefined;
	view: string;
	question: Question;
	columns: readonly string[];
	cursor: number;
	top: number;
}

let left: Left | undefined;

/** The table of cases as one person looks at it: which view, what it asks, where the keyboard is, what is chosen. */
export class CaseTableModel {
	readonly rows = new CaseRows();
	/** The word of a view that everybody has, or the id of one that was saved. */
	view = $state<string>(USUAL);
	views = $state.raw<readonly CaseView[]>([]);
	question = $state.raw<Question>(questionOf(USUAL));
	columns = $state.raw<readonly string[]>(USUAL_COLUMNS);
	counts = $state.raw<Counts>({});
	/** The row that the keyboard is at; -1 before it came to one. */
	cursor = $state(-1);
	/** How far the list is scrolled, in pixels. */
	top = $state(0);
	chosen = $state.raw<ReadonlySet<string>>(new Set());
	done = $state.raw<Done>();
	failed = $state(false);

	/** There are more cases than can be chosen at once. */
	readonly full = $derived(this.chosen.size >= MOST_AT_ONCE && this.rows.total > this.chosen.size);
	/** How many are chosen, in words. */
	readonly howMany = $derived(
		this.full
			? m.cases_chosen_most({ count: this.chosen.size, total: this.rows.total })
			: m.cases_chosen({ count: this.chosen.size })
	);
	readonly saved = $derived(this.views.find(({ id }) => id === this.view));
	readonly name = $derived(viewName(this.view, this.saved));
	/** Somebody looks at something else than the view says. */
	readonly changed = $derived(
		!isSame(this.question, this.#baseOf()) || !isSame([...this.columns], [...this.#columnsOf()])
	);

	/** Opens a view, as it was left or as it is. */
	async open(view: string): Promise<void> {
		const mine = left?.person === session.person?.id && left?.view === view ? left : undefined;
		left = undefined;
		// Nobody waits for views that they did not ask for.
		const reading = this.readViews();
		if (!isPreset(view)) await reading;
		this.view = isPreset(view) || this.views.some(({ id }) => id === view) ? view : USUAL;
		this.columns = mine?.columns ?? this.#columnsOf();
		await this.ask(mine?.question ?? this.#baseOf(), mine);
	}

	async readViews(): Promise<void> {
		// Without them there are still those that everybody has.
		this.views = await readViews().catch(() => this.views);
	}

	/** Remembers how the table was left. */
	leave(): void {
		const { view, question, columns, cursor, top } = this;
		left = { person: session.person?.id, view, question, columns, cursor, top };
	}

	/** Asks something else. */
	async ask(question: Question, at?: Pick<Left, 'cursor' | 'top'>): Promise<void> {
		if (!leaveTheSame(this.question, question)) this.chosen = new Set();
		this.question = question;
		this.cursor = at?.cursor ?? -1;
		this.top = at?.top ?? 0;
		await this.rows.ask(question, Math.max(0, this.cursor));
		announce(m.cases_total({ count: this.rows.total }));
		await this.#count();
	}

	/** Back to what the view says. */
	async reset(): Promise<void> {
		this.columns = this.#columnsOf();
		await this.ask(this.#baseOf());
	}

	isChosen(id: string): boolean {
		return this.chosen.has(id);
	}

	choose(id: string): void {
		const next = new Set(this.chosen);
		if (!next.delete(id)) next.add(id);
		this.chosen = next;
	}

	/** Chooses all that the question leaves, as far as they can be handled at once; or none again. */
	async chooseAll(): Promise<void> {
		if (this.chosen.size > 0) this.chosen = new Set();
		else await this.#try(async () => void (this.chosen = new Set(await readIds(this.question))));
		announce(this.howMany);
	}

	/** Gives the chosen cases to somebody, or to nobody in particular. */
	async assign(person: { id: string; name: string } | undefined): Promise<void> {
		const wanted = [...this.chosen].map((id) => ({ case: id, ...(person && { coordinator: person.id }) }));
		await this.#try(async () => {
			const former = await assign(wanted);
			const text = person
				? m.cases_assigned({ count: wanted.length, name: person.name })
				: m.cases_unassigned_done({ count: wanted.length });
			await this.#renew();
			this.#say({ text, undo: () => this.#takeBack(former) });
		});
	}

	async #takeBack(former: readonly CaseAssignment[]): Promise<void> {
		await this.#try(async () => {
			await assign(former);
			await this.#renew();
			this.#say({ text: m.cases_undone({ count: former.length }) });
		});
	}

	/** Brings the open tasks of the chosen cases to mind. */
	async remind(): Promise<void> {
		await this.#try(async () => {
			const count = await remind([...this.chosen]);
			this.#say({ text: count === 0 ? m.cases_reminded_none() : m.cases_reminded({ count }) });
		});
	}

	/** Takes back what was done last, where that can be. */
	async undo(): Promise<void> {
		await this.done?.undo?.();
	}

	/** Lets the person hear of everything in a case, or no longer. */
	async watch({ id, watched }: CaseItem): Promise<void> {
		this.rows.change(id, { watched: !watched });
		await this.#try(() => watch(id, !watched)).then((did) => !did && this.rows.change(id, { watched }));
	}

	#say(done: Done): void {
		this.done = done;
	}

	#baseOf(): Question {
		if (isPreset(this.view)) return questionOf(this.view);
		return this.saved ? questionFrom(this.saved.query) : questionOf(USUAL);
	}

	#columnsOf(): readonly string[] {
		return this.saved?.columns.length ? this.saved.columns : USUAL_COLUMNS;
	}

	async #renew(): Promise<void> {
		await this.rows.ask(this.question, Math.max(0, this.cursor));
		await this.#count();
	}

	async #count(): Promise<void> {
		const { question } = this;
		// Without counts the filters still filter.
		const counts = await countValues(question).catch(() => undefined);
		if (counts && question === this.question) this.counts = counts;
	}

	async #try(task: () => Promise<unknown>): Promise<boolean> {
		this.failed = false;
		this.done = undefined;
		try {
			await task();
		} catch {
			this.failed = true;
		}
		return !this.failed;
	}
}
