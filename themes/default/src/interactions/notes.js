// @ts-check
// What the reader types, kept in the browser only: one JSON object of texts for each use.

/**
 * Texts, keyed by what they fill.
 * @typedef {Record<string, string>} Texts
 */

/** @typedef {ReturnType<typeof createNotes>} Notes */

/**
 * @param {import('../site.js').Page} page
 * @param {string} key where the browser keeps them
 */
export const createNotes = ({ get, set }, key) => {
  /** @returns {Texts} */
  const load = () => {
    try {
      return { ...JSON.parse(get(key) || '') };
    } catch {
      return {};
    }
  };

  /** @param {Texts} texts */
  const save = texts => set(key, Object.keys(texts).length ? JSON.stringify(texts) : null);

  return {
    load,
    save,
    /**
     * Stores one text; an empty one is removed.
     * @param {string} name
     * @param {string} text
     */
    put: (name, text) => {
      const texts = load();
      if (text) texts[name] = text;
      else delete texts[name];
      save(texts);
    },
  };
};
