// @ts-check
// Strings that only this script shows.

/**
 * The strings of the page's language, keyed by their ids without `script_`; none if they cannot be loaded.
 * @returns {Promise<Record<string, string>>}
 */
export const loadStrings = async () => {
  const { dataset, lang } = document.documentElement;
  try {
    return await (await fetch(`${dataset.base}${lang}/words.json`)).json();
  } catch {
    return {};
  }
};
