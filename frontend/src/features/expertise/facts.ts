/** What an item says about itself, in words: the lines of its card and the rows of its page. */
import { labelOf, labelsOf } from '#api/labels.svelte.ts';
import type { Expertise, ExpertisePage } from '#api/types.ts';
import { capitalize, formatDate, formatList, formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** A property and what it is. */
export interface Fact {
	title: string;
	text: string;
}

/** Where it is meant for: its municipalities by name, its regions, or all of Flanders. */
export function areaOf({ area }: Pick<Expertise, 'area'>): string {
	if (area.scope === 'flanders') return m.learn_flanders();
	if (area.municipalities?.length) return formatList(area.municipalities.map(({ name }) => name));
	return formatList(labelsOf('regions', area.regions));
}

/** What it costs: `gratis`, `65 euro`, `12,50 euro`; nothing where that is not known. */
export function priceOf(cents: number | undefined): string {
	if (cents === undefined) return '';
	if (cents === 0) return m.learn_free();
	const euros = Math.floor(cents / 100);
	const rest = cents % 100;
	const amount = rest
		? `${formatNumber(euros)}${m.decimal_sign()}${String(rest).padStart(2, '0')}`
		: formatNumber(euros);
	return m.learn_price({ amount });
}

/** The small line below a card: for whom and about what, the sector, the price. */
export function lineOf(item: Expertise): string {
	const parts = [
		item.domain && labelOf('networkDomains', item.domain),
		item.direction && labelOf('directions', item.direction),
		item.phase && labelOf('initiativePhases', item.phase),
		item.memberCount !== undefined && m.learn_members_count({ count: item.memberCount }),
		capitalize(formatList(labelsOf('themes', item.themes))),
		capitalize(priceOf(item.priceCents))
	];
	return parts.filter(Boolean).join(' · ');
}

/** The rows of an item's page, those without a value left out. */
export function factsOf(item: ExpertisePage): Fact[] {
	const words = (list: string, codes: readonly string[] = []) =>
		capitalize(formatList(labelsOf(list, codes)));
	const one = (list: string, code: string | undefined) => (code ? labelOf(list, code) : '');
	const price = capitalize([priceOf(item.priceCents), item.priceNote].filter(Boolean).join(' – '));
	const rows: Fact[] = [
		{ title: m.learn_phase(), text: one('initiativePhases', item.phase) },
		{ title: m.learn_audience(), text: words('audiences', item.audiences) },
		{ title: m.filter_theme(), text: words('themes', item.themes) },
		{
			title: m.filter_age(),
			text: item.ageBands.length > 1 ? m.learn_all_ages() : words('ageBands', item.ageBands)
		},
		{ title: m.filter_level(), text: words('levels', item.levels) },
		{ title: m.learn_domain(), text: one('networkDomains', item.domain) },
		{ title: m.learn_direction(), text: one('directions', item.direction) },
		{ title: m.learn_level(), text: one('trainingLevels', item.level) },
		{ title: m.learn_duration(), text: item.durationNote ?? '' },
		{ title: m.learn_cost(), text: price },
		{ title: m.learn_methods_used(), text: words('methods', item.methods) },
		{ title: m.learn_accreditation(), text: item.accreditation ?? '' },
		{ title: m.learn_source(), text: item.source ?? '' },
		{ title: m.learn_area(), text: capitalize(areaOf(item)) },
		{ title: m.learn_practiced(), text: item.practicedOn ? formatDate(item.practicedOn) : '' }
	];
	return rows.filter(({ text }) => text !== '');
}

/** The parts of an item's text, each under its own heading, in the order in which one reads them. */
export function partsOf(item: ExpertisePage): Fact[] {
	const parts: [string, string | undefined][] = [
		[m.learn_purpose(), item.purpose],
		[m.learn_about(), item.description],
		[m.learn_next_step(), item.nextStep],
		[m.learn_programme(), item.programme],
		[m.learn_asked_for(), item.askedFor],
		[m.learn_occasion(), item.occasion],
		[m.learn_target_group(), item.targetGroup],
		[m.learn_approach(), item.approach],
		[m.learn_partners(), item.partners],
		[m.learn_what_works(), item.whatWorks],
		[m.learn_pitfalls(), item.pitfalls],
		[m.learn_result(), item.result],
		[m.learn_cost_question(), item.costNote],
		[m.learn_transferability(), item.transferability]
	];
	return parts.flatMap(([title, text]) => (text ? [{ title, text }] : []));
}
