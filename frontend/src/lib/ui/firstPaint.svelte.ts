/** A page that is come back to must have its full height at once, or the browser cannot put it where it was. */
function isFirstVisit(): boolean {
	const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	return entry?.type === 'navigate';
}

let painted = $state(!isFirstVisit());

/**
 * False until something of the first page of a visit is on the screen: what lies below the fold or beside the first
 * results waits that long. True ever after.
 */
export function isPainted(): boolean {
	return painted;
}

/** Does this when what is in the document now is on the screen: the next frame paints it, the one after it is free. */
export function afterPaint(act: () => void): void {
	requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(act)));
}

/** To be called when the first results are in the document: the rest follows when they are painted. */
export function paintFirst(): void {
	if (!painted) afterPaint(() => (painted = true));
}
