import { describe, expect, it } from 'vitest';
import type { ContentOfItem } from '#features/expertiseRevisions/content.ts';
import { fieldsOf } from '#features/expertiseRevisions/fields.ts';
import { centsOf, contentOf, faultsInForm, formOf, stepsDone } from '#features/expertiseRevisions/form.ts';
import { schoolYears } from '#features/expertiseRevisions/initiativeFields.ts';
import { KINDS, titleOf } from '#features/expertiseRevisions/words.ts';
import { isSame } from '#lib/drafts/merging.ts';

const BLANK: ContentOfItem = {
	area: { scope: 'regions', regions: ['OVL'], municipalities: [] },
	contact: {},
	links: [],
	offers: [],
	related: [],
	themes: [],
	ageBands: [],
	levels: [],
	methods: [],
	audiences: [],
	participants: [],
	milestones: [],
	growth: []
};

const TRAINING: ContentOfItem = {
	...BLANK,
	title: 'Rouw in de klas',
	direction: 'careToSchool',
	audiences: ['teachers'],
	priceCents: 1250,
	organization: '7',
	contact: { post: 'Vormingsteam', email: 'vorming@example.org' },
	links: [{ label: 'Brochure', url: 'https://example.org' }],
	offers: ['9'],
	related: ['8']
};

describe('The form of an item', () => {
	it.each(KINDS)('keeps all that a %s says, and what it does not show', (kind) => {
		const known = new Set(fieldsOf(kind).map(({ name }) => name));
		const shared = ['area', 'contact', 'links', 'offers', 'related', 'organization'];
		const content = Object.fromEntries(
			Object.entries(TRAINING).filter(([name]) => known.has(name) || shared.includes(name))
		) as ContentOfItem;
		expect(isSame(contentOf(kind, formOf(kind, content)), content)).toBe(true);
	});

	it.each(KINDS)('names every field of a %s once', (kind) => {
		const names = fieldsOf(kind).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const name of names) expect(titleOf(kind, name)).not.toBe(name);
	});

	it('leaves out what is blank', () => {
		const form = formOf('goodPractice', BLANK);
		form.texts.occasion = '  ';
		expect(contentOf('goodPractice', form).occasion).toBeUndefined();
	});

	it('keeps the areas of another scope for who turns back to it, and does not send them', () => {
		const form = formOf('network', BLANK);
		form.scope = 'flanders';
		expect(contentOf('network', form).area).toEqual({ scope: 'flanders', regions: [], municipalities: [] });
		form.scope = 'regions';
		expect(contentOf('network', form).area.regions).toEqual(['OVL']);
	});
});

describe('A price', () => {
	it.each([
		['65', 6500],
		['12,50', 1250],
		['12.5', 1250],
		['0', 0]
	])('that is typed as %s is kept in cents', (typed, cents) => {
		expect(centsOf(typed)).toBe(cents);
	});

	it.each(['gratis', '12,505', '-3', '1 000'])('is not %s, and the form says so', (typed) => {
		const form = formOf('training', TRAINING);
		form.texts.priceCents = typed;
		expect(faultsInForm('training', form).map(({ field }) => field)).toEqual(['priceCents']);
		expect(contentOf('training', form).priceCents).toBeUndefined();
	});
});

describe('The parts of a form', () => {
	it('are done when what a publication needs is there', () => {
		const form = formOf('goodPractice', BLANK);
		expect(stepsDone('goodPractice', form)).toEqual({
			what: false,
			story: false,
			whom: true,
			where: true,
			contact: true
		});
		Object.assign(form.texts, { title: 'De brugklas', summary: 'Kort', occasion: 'Waarom', approach: 'Hoe' });
		expect(Object.values(stepsDone('goodPractice', form))).not.toContain(false);
	});

	it('ask a training who gives it, and an expert post what it knows about', () => {
		expect(stepsDone('training', formOf('training', BLANK)).contact).toBe(false);
		expect(stepsDone('expertPost', formOf('expertPost', BLANK)).whom).toBe(false);
	});
});

describe('The rows of an initiative', () => {
	const INITIATIVE: ContentOfItem = {
		...BLANK,
		participants: [{ organization: '7', sector: 'welfare' }],
		milestones: [{ title: 'Lokaal gevonden', dueOn: '2026-12-01' }],
		growth: [{ schoolYear: '2026-2027', youngsters: 12, places: 0 }]
	};

	it('come back as they were, what is blank left out', () => {
		const { participants, milestones, growth } = contentOf('initiative', formOf('initiative', INITIATIVE));
		const { participants: one, milestones: other, growth: third } = INITIATIVE;
		expect(isSame([participants, milestones, growth], [one, other, third])).toBe(true);
	});

	it.each(['een paar', '2,5', '-1'])('have whole numbers: %s is none, and the form says where', (typed) => {
		const form = formOf('initiative', INITIATIVE);
		if (form.rows.growth?.[0]) form.rows.growth[0].schools = typed;
		expect(faultsInForm('initiative', form).map(({ field }) => field)).toEqual(['growth.0.schools']);
		expect((contentOf('initiative', form).growth as object[])[0]).toHaveProperty('schools', undefined);
	});

	it('say of which sector there is no partner yet, as soon as there is one of another', () => {
		const remark = fieldsOf('initiative').find(({ name }) => name === 'participants')?.rows?.remark;
		expect(remark?.([])).toBe('');
		expect(remark?.([{ sector: 'welfare' }])).not.toBe('');
		expect(remark?.([{ sector: 'welfare' }, { sector: 'education' }])).toBe('');
	});
});

describe('School years', () => {
	it('begin in September, and the next one can be told of', () => {
		expect(schoolYears(new Date('2026-08-31T10:00:00Z')).slice(0, 2)).toEqual(['2026-2027', '2025-2026']);
		expect(schoolYears(new Date('2026-09-01T10:00:00Z')).slice(0, 2)).toEqual(['2027-2028', '2026-2027']);
	});
});
