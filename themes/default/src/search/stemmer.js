// @ts-check
// Words, and the key under which a word is in the index: its folded stem, followed by characters that distinguish it
// from other words of that stem. The table of a language and its rules are those of the stemmer in Rust; a test
// compares the results of both.

/**
 * The table of a language.
 * @typedef {{
 *   vowels: string,
 *   fold: Map<string, string>,
 *   words: Map<string, string>,
 *   prefix: [string, number][],
 *   pass: [number, number | null, Map<string, [string, number]>][],
 *   inner: Map<string, string>,
 *   signs: Map<string, string>,
 *   apart: Map<string, string>,
 *   keys: [number, string, string][],
 *   read: [number, Map<string, string[]>][],
 *   loose: Map<string, string>,
 *   common: string[],
 * }} Table
 */

/** Accents, apostrophes and soft hyphens, which do not distinguish words. */
export const MARKS = /[\u0300-\u036f'’ʼ`´\u00ad]/g;
export const LETTER = /[\p{L}\p{N}]/u;
export const WORD = /[\p{L}\p{N}\u0300-\u036f]+(?:['’ʼ`´\u00ad]+[\p{L}\p{N}\u0300-\u036f]+)*/gu;

/**
 * The words of a text.
 * @param {string} text
 * @returns {string[]}
 */
export const wordsOf = text => text.match(WORD) ?? [];

/**
 * Reads the table of a language as it is in the index: objects become maps.
 * @param {object} rules
 * @returns {Table}
 */
export const readTable = rules =>
  JSON.parse(JSON.stringify(rules), (key, value) =>
    key && value?.constructor === Object ? new Map(Object.entries(value)) : value,
  );

/**
 * Replaces the characters of `text` for which `map` has another.
 * @param {string} text
 * @param {{ get(character: string): string | undefined }} map
 */
export const mapLetters = (text, map) => [...text].map(character => map.get(character) ?? character).join('');

/**
 * A word as words are compared: in lower case, without diacritics and apostrophes.
 * @param {Table} table
 * @param {string} word
 */
export const fold = (table, word) => {
  const composed = word.toLowerCase().replace(/и\u0306/g, 'й');
  return mapLetters(composed, table.fold).replace(MARKS, '');
};

/**
 * The stem of a folded word without prefix. Each pass removes the longest ending that leaves enough letters and a
 * vowel.
 * @param {Table} table
 * @param {string} word
 */
const stripEndings = (table, word) => {
  const irregular = table.words.get(word);
  if (irregular !== undefined) return irregular;
  for (let pass = 0; pass < table.pass.length;) {
    const [longest, next, endings] = table.pass[pass++];
    for (let length = Math.min(longest, word.length - 1); length > 0; length--) {
      const ending = endings.get(word.slice(-length));
      const rest = word.slice(0, -length);
      if (!ending || rest.length < ending[1]) continue;
      if (![...rest].some(letter => table.vowels.includes(letter))) continue;
      word = rest + ending[0];
      pass = next ?? pass;
      break;
    }
  }
  return word.slice(0, 1) + mapLetters(word.slice(1), table.inner);
};

/**
 * The key of a word.
 * @param {Table} table
 * @param {string} word
 */
export const key = (table, word) => {
  const folded = fold(table, word);
  const { apart, signs, words } = table;
  const [prefix, least] = table.prefix.find(([prefix]) => folded.startsWith(prefix)) ?? ['', 0];
  let rest = folded.slice(prefix.length);
  let stem = stripEndings(table, rest);
  if (stem.length < least && !words.has(rest)) {
    rest = folded;
    stem = stripEndings(table, rest);
  }
  const original = word.toLowerCase();
  if (words.has(rest) || original.length !== folded.length) return stem;
  const unfolded = original.slice(-rest.length);
  let end = 2;
  while (end < unfolded.length && !apart.has(unfolded.slice(end))) end++;
  const diacritics = [...unfolded.slice(0, stem.length)].map(letter => signs.get(letter)).join('');
  return stem + diacritics + (apart.get(unfolded.slice(end)) ?? '');
};

/**
 * The stem in a key, without the distinguishing characters.
 * @param {string} key
 */
export const stemOf = key => key.replace(/[!-/]+$/, '');

/**
 * All spellings of a word in other letters, the most likely first.
 * @param {string} word
 * @param {Map<string, string[]>} map replacements of up to four letters
 * @param {number} limit
 */
export const transliterations = (word, map, limit) => {
  let spellings = [''];
  for (let at = 0; at < word.length;) {
    let length = 4;
    while (length > 1 && !map.has(word.slice(at, at + length))) length--;
    const options = map.get(word.slice(at, at + length)) ?? [word[at]];
    spellings = options.flatMap(option => spellings.map(start => start + option)).slice(0, limit);
    at += length;
  }
  return spellings;
};
