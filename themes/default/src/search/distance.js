// @ts-check
// Typing errors between two words.
import * as RANKING from './ranking.js';

/**
 * The letters of a word as bits; letters may share a bit.
 * @param {string} word
 */
export const letterMask = word => {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
};

/**
 * The number of bits that are set.
 * @param {number} bits
 */
export const popcount = bits => {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
};

/** Rows of the table of distances: the two before the current one, and the current one. */
let [beforeLast, last, current] = [0, 0, 0].map(() => new Uint8Array(64));

/**
 * Typing errors between a stem and the beginning of a word, after Damerau and Levenshtein; two swapped neighbours are
 * one error. The letters of the word that follow the stem are its ending and cost little.
 * @param {string} stem
 * @param {string} word of fewer than 64 letters
 * @param {number} most above so many errors the result is `Infinity`
 */
export const distance = (stem, word, most) => {
  for (let j = 0; j <= word.length; j++) last[j] = j;
  for (let i = 1; i <= stem.length; i++) {
    const letter = stem[i - 1];
    let least = (current[0] = i);
    for (let j = 1; j <= word.length; j++) {
      const other = word[j - 1];
      const swapped = i > 1 && j > 1 && letter === word[j - 2] && other === stem[i - 2];
      const replaced = last[j - 1] + (letter === other ? 0 : 1);
      current[j] = Math.min(replaced, last[j] + 1, current[j - 1] + 1, swapped ? beforeLast[j - 2] + 1 : Infinity);
      least = Math.min(least, current[j]);
    }
    if (least > most) return Infinity;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  let best = Infinity;
  for (let j = Math.max(0, word.length - RANKING.ENDING_LETTERS); j <= word.length; j++) {
    best = Math.min(best, last[j] + (word.length - j) * RANKING.ENDING_LETTER);
  }
  return best;
};
