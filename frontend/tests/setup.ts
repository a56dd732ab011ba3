import { afterEach } from 'vitest';

/** jsdom lays nothing out: no size ever changes. */
class StillResizeObserver implements ResizeObserver {
	observe(): void {
		return;
	}
	unobserve(): void {
		return;
	}
	disconnect(): void {
		return;
	}
}

globalThis.ResizeObserver ??= StillResizeObserver;

afterEach(() => localStorage.clear());
