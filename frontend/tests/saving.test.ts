import { describe, expect, it } from 'vitest';
import { ApiFailure } from '#api/problem.ts';
import { chosen, Saving } from '#api/saving.svelte.ts';

interface Form {
	name: string;
	until?: string;
}

/** A record at the API, which refuses a change of a state that is not the newest. */
class Kept {
	version = 1;
	patches: Partial<Form>[] = [];

	constructor(public record: Form) {}

	read = async () => ({ item: this.record, etag: `${this.version}` });

	write = async (changes: Partial<Form>, etag: string) => {
		if (etag !== `${this.version}`) throw new ApiFailure('badRequest', 412);
		this.patches.push(changes);
		this.change({ ...this.record, ...changes });
	};

	change(record: Form) {
		this.record = record;
		this.version += 1;
	}
}

async function open(record: Form) {
	const kept = new Kept(record);
	return { kept, saving: new Saving(await kept.read(), kept.read, kept.write) };
}

describe('saving over what others may have changed', () => {
	it('sends what was changed, null for what goes, and nothing when nothing was', async () => {
		const { kept, saving } = await open({ name: 'Oona', until: '2026-12-31' });
		expect(await saving.save({ name: 'Oona', until: '2026-12-31' })).toBe(true);
		expect(kept.patches).toEqual([]);
		expect(await saving.save({ name: 'Oona' })).toBe(true);
		expect(kept.patches).toEqual([{ until: null }]);
	});

	it('keeps what somebody else changed elsewhere', async () => {
		const { kept, saving } = await open({ name: 'Oona', until: '2026-12-31' });
		kept.change({ name: 'Oona', until: '2027-06-30' });
		expect(await saving.save({ name: 'Oona D.', until: '2026-12-31' })).toBe(true);
		expect(kept.record).toEqual({ name: 'Oona D.', until: '2027-06-30' });
	});

	it('lets one choose where both changed the same, and saves the choice', async () => {
		const { kept, saving } = await open({ name: 'Oona', until: '2026-12-31' });
		kept.change({ name: 'Una', until: '2027-06-30' });
		expect(await saving.save({ name: 'Oona D.', until: '2026-11-30' })).toBe(false);
		expect(kept.record.name).toBe('Una');
		const { clash } = saving;
		expect(clash?.names).toEqual(['name', 'until']);
		if (clash) expect(await saving.save(chosen(clash, ['mine', 'theirs']))).toBe(true);
		expect(kept.record).toEqual({ name: 'Oona D.', until: '2027-06-30' });
		expect(saving.clash).toBeUndefined();
	});
});
