// Runs in the page before its own scripts: notes when an element that matches `selector` was first painted.
(selector) => {
	const marks = (window.__marks = { shown: null, contentful: null, largest: null });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') marks.contentful = entry.startTime;
	}).observe({ type: 'paint', buffered: true });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) marks.largest = entry.startTime;
	}).observe({ type: 'largest-contentful-paint', buffered: true });
	const look = () => {
		const element = document.querySelector(selector);
		if (!element || !element.getClientRects().length || !element.textContent.trim()) return;
		observer.disconnect();
		// The frame that holds it is painted after the callback; the next task runs when it has been.
		requestAnimationFrame(() => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => (marks.shown = performance.now());
			channel.port2.postMessage(null);
		});
	};
	const observer = new MutationObserver(look);
	observer.observe(document, { childList: true, subtree: true, characterData: true });
}
