import type { Case, CasePerson, CaseTask, TimelineEntry } from '#api/types.ts';
import { readCasePeople } from '#api/tandem.ts';
import { announce } from '#lib/a11y/announcer.svelte.ts';
import { type Part, type ReadCase, readCase, readTasks, readTimeline, watch } from './api';

/** A case as it is worked on: what is known of it, and how it is read anew after something was done. */
export class CaseWork {
	read = $state.raw<ReadCase>() as ReadCase;
	timeline = $state.raw<Part<TimelineEntry>>({ items: [], total: 0 });
	tasks = $state.raw<readonly CaseTask[]>([]);
	people = $state.raw<readonly CasePerson[]>([]);
	/** How often something was done: what reads by itself reads anew. */
	turn = $state(0);
	failed = $state(false);

	readonly item: Case = $derived(this.read.item);
	/** The caller is one of the tandem that handles it. */
	readonly handles = $derived(this.item.parties.includes('coordinator'));
	/** Emergencies read, and say nothing. */
	readonly speaks = $derived(this.item.parties.some((party) => party !== 'emergency'));
	readonly tandem = $derived(this.people.filter(({ party }) => party === 'coordinator'));

	constructor(read: ReadCase) {
		this.read = read;
	}

	get id(): string {
		return this.item.id;
	}

	/** Reads what stands around the case. */
	async readAround(): Promise<void> {
		this.failed = false;
		const { id } = this;
		try {
			[this.timeline, this.people, this.tasks] = await Promise.all([
				readTimeline(id),
				readCasePeople(id),
				this.handles ? readTasks(id) : []
			]);
		} catch {
			this.failed = true;
		}
	}

	/** Takes in what became of the case, or reads it, and says what was done. */
	async did(text: string, read?: ReadCase): Promise<void> {
		announce(text);
		this.read = read ?? (await readCase(this.id));
		this.turn += 1;
		await this.readAround();
	}

	/** Earlier lines of the timeline. */
	async readEarlier(): Promise<void> {
		const page = Math.floor(this.timeline.items.length / 50) + 1;
		const { items, total } = await readTimeline(this.id, page);
		const known = new Set(this.timeline.items.map(({ id }) => id));
		this.timeline = { items: [...this.timeline.items, ...items.filter(({ id }) => !known.has(id))], total };
	}

	async watch(): Promise<void> {
		const watched = !this.item.watched;
		await watch(this.id, watched);
		this.read = { ...this.read, item: { ...this.item, watched } };
	}
}
