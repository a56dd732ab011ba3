import { enter } from '#api/session.svelte.ts';
import type { AccessToken, Enrollment, SignInAnswer } from '#api/types.ts';
import { beginSecondFactor, giveCode, signIn } from './api';

/** What is asked of somebody who signs in: password, code of the app, an app to be set up, recovery codes to be kept. */
export type Step = 'password' | 'code' | 'setUp' | 'keep' | 'in';

/** One sign-in from the password to the end. */
export class SignInFlow {
	step = $state<Step>('password');
	enrollment = $state.raw<Enrollment>();
	recoveryCodes = $state.raw<readonly string[]>([]);
	email = $state('');
	#ticket = '';

	/** Gives the password. Throws an ApiFailure when it is not right. */
	async start(email: string, password: string): Promise<void> {
		this.email = email;
		await this.#goOn(await signIn(email, password));
	}

	/** Goes on where somebody came back from another place, with the ticket that asks for a code. */
	async resume(ticket: string, enrolled: boolean): Promise<void> {
		await this.#goOn({ secondFactor: { ticket, enrolled } });
	}

	/** Gives a code. Throws an ApiFailure when it is not right; the same ticket bears a few more tries. */
	async giveCode(code: string): Promise<void> {
		await this.#goOn(await giveCode(this.#ticket, code));
	}

	/** Begins anew, for another account or after too many wrong codes. */
	restart(): void {
		this.step = 'password';
		this.enrollment = undefined;
		this.#ticket = '';
	}

	/** The recovery codes are kept: nothing stands between the person and the work. */
	finish(): void {
		this.recoveryCodes = [];
		this.step = 'in';
	}

	async #goOn({ signedIn, secondFactor }: SignInAnswer): Promise<void> {
		if (signedIn) this.#enter(signedIn);
		if (!secondFactor) return;
		this.#ticket = secondFactor.ticket;
		if (!secondFactor.enrolled) this.enrollment = await beginSecondFactor(secondFactor.ticket);
		this.step = secondFactor.enrolled ? 'code' : 'setUp';
	}

	#enter(token: AccessToken): void {
		enter(token);
		this.enrollment = undefined;
		this.recoveryCodes = token.recoveryCodes ?? [];
		this.step = this.recoveryCodes.length > 0 ? 'keep' : 'in';
	}
}
