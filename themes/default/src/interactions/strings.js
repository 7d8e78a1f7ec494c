// @ts-check
// What only this script shows and knows, from `<lang>/words.json`.

/**
 * The strings of the page's language, keyed by their ids without `script_`, and the rules of the case; none if they cannot
 * be loaded.
 * @returns {Promise<Record<string, any>>}
 */
export const loadStrings = async () => {
  const { dataset, lang } = document.documentElement;
  try {
    return await (await fetch(`${dataset.base}${lang}/words.json`)).json();
  } catch {
    return {};
  }
};
