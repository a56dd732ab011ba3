// Runs in the page before its own scripts: `__drawn` is kept when the picture stands in the page with so many points and was painted.
(points) => {
	let keep;
	window.__drawn = new Promise((resolve) => (keep = resolve));
	const look = () => {
		if (document.querySelectorAll('main svg [data-node]').length < points) return;
		observer.disconnect();
		// The frame that holds it is painted after the callback; the next task runs when it has been.
		requestAnimationFrame(() => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => keep(performance.now());
			channel.port2.postMessage(null);
		});
	};
	const observer = new MutationObserver(look);
	observer.observe(document, { childList: true, subtree: true });
}
