// @ts-check
// The page at a former address: leads to the present one and keeps `?query` and `#place`, which `<meta>` would lose.
// The page is stopped first, so that its `<meta>` cannot lead away without them.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

window.stop();
location.replace(script.dataset.to + location.search + location.hash);
