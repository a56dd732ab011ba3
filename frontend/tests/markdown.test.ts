import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Blocks from '#lib/markdown/Blocks.svelte';
import { idOf, safeHref } from '#lib/markdown/links.ts';

/** What a text becomes on the page. */
function show(text: string, level: 1 | 2 | 3 = 2): HTMLElement {
	return render(Blocks, { text, level }).container;
}

describe('a text in Markdown', () => {
	it('becomes headings, lists, links and stress', () => {
		const page = show('# Kop\n\nLees **dit** en [dat](/regios).\n\n- een\n- twee');
		expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Kop');
		expect(screen.getByRole('link', { name: 'dat' }).getAttribute('href')).toBe('/regios');
		expect(page.querySelectorAll('li')).toHaveLength(2);
		expect(page.querySelector('strong')?.textContent).toBe('dit');
	});

	it('begins its headings at the level of the page, whatever level it begins at', () => {
		show('## Eerst\n\n### Dan', 3);
		expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('Eerst');
		expect(screen.getByRole('heading', { level: 4 }).textContent).toBe('Dan');
	});

	it.each([
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'Een <b onmouseover="alert(1)">woord</b>',
		'![plaatje](https://elders.example/volg.png)',
		'<div>\n\n**blok**\n\n</div>'
	])('keeps HTML and pictures as the text that they are: %s', (text) => {
		const page = show(text);
		expect(page.querySelector('script, img, b, [onerror], [onmouseover], .markdown div')).toBeNull();
	});

	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'file:///etc/passwd'
	])('leads nowhere by %s', (href) => {
		expect(safeHref(href)).toBeUndefined();
		expect(show(`[klik](${href})`).querySelector('a')).toBeNull();
	});

	it.each(['/regios', '#top', 'https://example.org/a?b=c', 'mailto:onthaal@example.org', 'tel:112'])(
		'leads to %s',
		(href) => expect(safeHref(href)).toBe(href)
	);
});

it('gives a heading an id to link to', () => {
	expect(idOf('Dit is één demo!')).toBe('dit-is-een-demo');
});
