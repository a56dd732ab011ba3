import { type Finding, movedSpots, type Spot, spotsIn } from './spots';

/** Looks for what seems to point at a person in the text of a field. */
export type Check = (name: string, text: string) => Promise<readonly Finding[]>;

const PAUSE_MS = 500;

/** The checking of one text while it is typed: asks after each pause, and keeps the spots in their place meanwhile. */
export class TextCheck {
	spots = $state.raw<readonly Spot[]>([]);
	#text: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #ask: (text: string) => Promise<readonly Finding[]>;

	/** @param findings what is known of the text already */
	constructor(
		ask: (text: string) => Promise<readonly Finding[]>,
		text: string,
		findings: readonly Finding[] = []
	) {
		this.#ask = ask;
		this.#text = text;
		this.spots = spotsIn(text, findings);
	}

	/** Takes in what the text is now. */
	change(text: string): void {
		if (text === this.#text) return;
		this.spots = movedSpots(this.spots, this.#text, text);
		this.#text = text;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.look(), PAUSE_MS);
	}

	/** Looks at once. */
	async look(): Promise<void> {
		const text = this.#text;
		if (text.trim() === '') {
			this.spots = [];
			return;
		}
		try {
			const findings = await this.#ask(text);
			// What was typed meanwhile is looked at by itself.
			if (text === this.#text) this.spots = spotsIn(text, findings);
		} catch {
			// Without an answer what is known stays; whoever takes the text in looks again.
		}
	}

	/** Asks no more. */
	stop(): void {
		clearTimeout(this.#timer);
	}
}
