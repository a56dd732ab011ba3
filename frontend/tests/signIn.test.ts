import { describe, expect, it } from 'vitest';
import { faultsOf } from '#api/faults.ts';
import { failureOf } from '#api/problem.ts';
import { newPasswordNeeded } from '#lib/forms/checks.ts';
import { deviceName } from '#lib/session/device.ts';
import { returnPath, signInHref } from '#lib/session/returnPath.ts';

describe('the way back after signing in', () => {
	it.each(['/profiel', '/aanbod?q=pesten&page=2', '/regios/OVL', '/lijst?ids=1#compare'])(
		'leads to the page of our own that was asked for: %s',
		(path) => expect(returnPath(path)).toBe(path)
	);

	it.each([
		null,
		'',
		'profiel',
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example',
		'\\\\evil.example',
		'/\t/evil.example',
		'/\n/evil.example',
		'/.//evil.example',
		'/x/..//evil.example',
		'javascript:alert(1)',
		'data:text/html,x',
		' /profiel',
		'/aanmelden?naar=/aanmelden',
		'/wachtwoord',
		'/wachtwoord-vergeten'
	])('never leads anywhere else: %j', (path) => expect(returnPath(path)).toBe('/profiel'));

	it('is made from the page that somebody wanted to see', () => {
		const href = signInHref(new URL('http://pages.example/lijst?ids=1,2&compare=1#compare'));
		const wanted = new URL(href, 'http://pages.example').searchParams.get('naar');
		expect(returnPath(wanted)).toBe('/lijst?ids=1,2&compare=1');
	});
});

describe('the name of a device', () => {
	const chrome =
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';

	it.each([
		[`${chrome} Safari/537.36`, 'Chrome op Windows'],
		[`${chrome} Safari/537.36 Edg/142.0.0.0`, 'Edge op Windows'],
		[`${chrome} Safari/537.36 OPR/125.0.0.0`, 'Opera op Windows'],
		['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox op Linux'],
		[
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
			'Safari op Mac'
		],
		[
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1',
			'Chrome op iPhone'
		],
		[
			'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
			'Samsung Internet op Android'
		],
		[
			'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
			'Chrome op Chromebook'
		],
		['curl/8.17.0', 'Onbekend toestel'],
		['', 'Onbekend toestel']
	])('is what its owner calls it: %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name));
});

describe('what a form says of a refusal', () => {
	const english = 'In English';

	function faults(status: number, type: string, more: object = {}, headers: Record<string, string> = {}) {
		const body = { type: `urn:problem-type:${type}`, status, detail: english, ...more };
		return faultsOf(failureOf(new Response(null, { status, headers }), body));
	}

	const issue = (name: string, detail = english, kind = 'invalidInput') => ({
		issues: [{ type: `urn:problem-type:belgif:input-validation:${kind}`, title: english, detail, name }]
	});

	it('names the field that the API names, in words of ours', () => {
		expect(faults(400, 'belgif:badRequest', issue('current'))).toEqual([
			{ field: 'current', text: 'Dit is niet je wachtwoord.' }
		]);
		expect(faults(401, 'bruggen:codeRefused')[0]?.field).toBe('code');
	});

	it('knows why a password is not taken', () => {
		const detail = 'Leave your own name and address out of the password. (containsOwnWord)';
		expect(faults(400, 'belgif:badRequest', issue('password', detail))).toEqual([
			{ field: 'password', text: 'Gebruik je naam of je mailadres niet in je wachtwoord.' }
		]);
	});

	it('says when to try again', () => {
		const text = (seconds: string) =>
			faults(429, 'belgif:tooManyRequests', {}, { 'retry-after': seconds })[0]?.text;
		expect(text('20')).toBe('Dit is te vaak geprobeerd. Probeer opnieuw over een minuut.');
		expect(text('601')).toBe('Dit is te vaak geprobeerd. Probeer opnieuw over 11 minuten.');
	});

	it.each([
		[400, 'belgif:badRequest', issue('name', english, 'schemaViolation')],
		[400, 'belgif:badRequest', {}],
		[401, 'bruggen:signInFailed', {}],
		[401, 'belgif:noAccessToken', {}],
		[403, 'belgif:missingPermission', {}],
		[404, 'belgif:resourceNotFound', {}],
		[410, 'bruggen:linkSpent', {}],
		[412, 'bruggen:preconditionFailed', {}],
		[418, 'nobody:knowsThisOne', {}],
		[429, 'belgif:tooManyRequests', {}],
		[500, 'belgif:internalServerError', {}]
	])('is never the English of the API: %i %s', (status, type, more) => {
		const found = faults(status, type, more);
		expect(found).toHaveLength(1);
		expect(found[0]?.text).toMatch(/\.$/);
		expect(found[0]?.text).not.toContain(english);
	});
});

describe('a new password', () => {
	it('is counted as the API counts it', () => {
		expect(newPasswordNeeded('password', '🌉'.repeat(12))).toEqual([]);
		expect(newPasswordNeeded('password', '🌉'.repeat(11))).toHaveLength(1);
		expect(newPasswordNeeded('password', 'a'.repeat(201))).toHaveLength(1);
	});
});
