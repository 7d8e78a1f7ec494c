// @ts-check
// Use without a network: the service worker keeps the pages of one language.

/** Registers the service worker and tells it which list of files to keep. */
export const keepOffline = async () => {
  const { base, offline } = document.documentElement.dataset;
  if (!offline) return;
  try {
    // There are none without HTTPS; some browsers refuse them in private windows.
    const { serviceWorker } = navigator;
    await serviceWorker.register(`${base}sw.js`, { scope: base });
    (await serviceWorker.ready).active?.postMessage({ keep: offline });
  } catch {}
};
