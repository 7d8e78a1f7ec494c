// @ts-check
// What the reader chose, kept in the browser only. Keys of different sites on one host do not collide.

const prefix = `situ:${document.documentElement.dataset.base}:`;

/**
 * Values, keyed by storage key, for as long as the page is open, because the browser may refuse storage.
 * @type {Record<string, string | null>}
 */
const fallback = {};

/**
 * @param {string} key
 * @returns {string | null}
 */
export const get = key => {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return fallback[key] ?? null;
  }
};

/**
 * Stores `value`; `null` removes the key.
 * @param {string} key
 * @param {string | null} value
 */
export const set = (key, value) => {
  fallback[key] = value;
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {}
};
