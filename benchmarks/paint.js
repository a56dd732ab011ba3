// Runs in the page before its own scripts: `__painted` is kept when an element that matches `selector` was first painted.
(selector) => {
	const marks = { shown: null, contentful: null };
	let keep;
	window.__painted = new Promise((resolve) => (keep = resolve));
	const note = (name, time) => {
		marks[name] ??= time;
		if (marks.shown && marks.contentful) keep(marks);
	};
	new PerformanceObserver((list) => {
		for (const entry of list.getEntriesByName('first-contentful-paint')) note('contentful', entry.startTime);
	}).observe({ type: 'paint', buffered: true });
	const look = () => {
		const element = document.querySelector(selector);
		if (!element || !element.getClientRects().length || !element.textContent.trim()) return;
		observer.disconnect();
		// The frame that holds it is painted after the callback; the next task runs when it has been.
		requestAnimationFrame(() => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => note('shown', performance.now());
			channel.port2.postMessage(null);
		});
	};
	const observer = new MutationObserver(look);
	observer.observe(document, { childList: true, subtree: true, characterData: true });
}
