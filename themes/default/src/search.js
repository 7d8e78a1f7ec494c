// @ts-check
// Search in the files that `situ build` writes to <lang>/search/ (src/search.rs). Nothing is sent to anyone.
//
//   import { search } from './search.js';
//   const results = await search('klienta maksājums', 'lv');
//   // [{url, title, kind, score, marks(word), excerpt()}, …], the best first
//
// Imported on the search page only, when somebody searches.
import { indexOf } from './search/index.js';
import { startSearchPage } from './search/page.js';

export { indexOf };
export { fold, key, readTable } from './search/stemmer.js';

/**
 * What a query finds in a language, the best first; in a large index the best twenty.
 * @param {string} query
 * @param {string} lang
 */
export const search = async (query, lang) => {
  const results = await (await indexOf(lang)).search(query);
  return results.filter(result => result.url);
};

// Node runs this module in tests, without a document.
if (globalThis.document) startSearchPage();
