// Clicks on what `selector` finds and tells after how many milliseconds the table of cases has been painted with its answer.
async ([selector, position]) => {
	const table = () => document.querySelector('table[aria-rowcount]');
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	// An answer may come before the next frame: that the table was busy is noted by whoever sees every change.
	let asked = false;
	const watch = new MutationObserver(() => (asked = true));
	watch.observe(document.body, { subtree: true, attributeFilter: ['aria-busy'] });
	const begun = performance.now();
	document.querySelectorAll(selector)[position].click();
	for (;;) {
		await frame();
		const busy = table()?.getAttribute('aria-busy') === 'true';
		if (asked && !busy && table()?.querySelector('tbody [data-row] a')) break;
		if (performance.now() - begun > 20000) throw new Error('the table did not come');
	}
	watch.disconnect();
	// The frame that holds the rows is painted after this one; the next task runs when it has been.
	await frame();
	await new Promise((resolve) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = resolve;
		channel.port2.postMessage(null);
	});
	return performance.now() - begun;
}
