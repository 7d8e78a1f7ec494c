// @ts-check
// What the reader chose, kept in the browser only. Keys of different sites on one host do not collide.

const prefix = `situ:${document.documentElement.dataset.base}:`;

/**
 * Values that the browser has refused to store, keyed by storage key. They last as long as the page is open.
 * @type {Record<string, string | null>}
 */
export const unsaved = {};

/**
 * @param {string} key
 * @returns {string | null}
 */
export const get = key => {
  try {
    return key in unsaved ? unsaved[key] : localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
};

/**
 * Stores `value`; `null` removes the key.
 * @param {string} key
 * @param {string | null} value
 */
export const set = (key, value) => {
  unsaved[key] = value;
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
    delete unsaved[key];
  } catch {}
};
