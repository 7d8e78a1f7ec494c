// @ts-check
// Use without a network: the service worker keeps the pages of one language.

/** Registers the service worker and tells it which list of files to keep. */
export const keepOffline = () => {
  const { serviceWorker } = navigator;
  const { base, offline } = document.documentElement.dataset;
  if (!offline || !serviceWorker || !isSecureContext) return;
  serviceWorker
    .register(`${base}sw.js`, { scope: base })
    .then(() => serviceWorker.ready)
    .then(ready => ready.active?.postMessage({ keep: offline }))
    .catch(() => {});
};
