import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let copy: string;

beforeEach(() => {
	copy = mkdtempSync(join(tmpdir(), 'messages-'));
	for (const part of ['src', 'messages', 'scripts', 'project.inlang/settings.json']) {
		cpSync(part, join(copy, part), { recursive: true });
	}
	symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** What the gate says of the copy; nothing when it lets it through. */
function faults(): string {
	try {
		execFileSync(process.execPath, ['scripts/check-messages.mjs'], { cwd: copy, stdio: 'pipe' });
		return '';
	} catch (failure) {
		return String((failure as { stderr: Buffer }).stderr);
	}
}

function edit(path: string, change: (text: string) => string): void {
	writeFileSync(join(copy, path), change(readFileSync(join(copy, path), 'utf8')));
}

/** Adds a second locale, made from the Dutch messages. */
function addFrench(change: (messages: Record<string, unknown>) => void): void {
	edit('project.inlang/settings.json', (text) => text.replace('["nl"]', '["nl", "fr"]'));
	const messages = JSON.parse(readFileSync(join(copy, 'messages/nl.json'), 'utf8')) as Record<
		string,
		unknown
	>;
	change(messages);
	writeFileSync(join(copy, 'messages/fr.json'), JSON.stringify(messages));
}

describe('the gate for texts', () => {
	it('lets the messages through as they are', () => {
		expect(faults()).toBe('');
	});

	it('stops a text that stands in a component', () => {
		edit('src/lib/ui/PrintButton.svelte', (text) => text.replace('</button>', 'Druk af</button>'));
		expect(faults()).toContain('text outside the message files: "Druk af"');
	});

	it('stops a label that stands in an attribute', () => {
		edit('src/lib/ui/PrintButton.svelte', (text) =>
			text.replace('<button ', '<button aria-label="Druk af" ')
		);
		expect(faults()).toContain('text outside the message files: "Druk af"');
	});

	it('stops a message that another locale lacks', () => {
		addFrench((messages) => delete messages.print);
		expect(faults()).toContain('messages/fr.json: "print" is missing');
	});

	it('stops a translation with other parameters', () => {
		addFrench((messages) => (messages.page_title = 'Bruggen'));
		expect(faults()).toContain('messages/fr.json: "page_title" has other parameters');
	});

	it('stops a message that is used nowhere', () => {
		edit('messages/nl.json', (text) => text.replace('{', '{ "leftover": "rest",'));
		expect(faults()).toContain('"leftover" is used nowhere');
	});
});
