// @ts-check
// The files of the index.

/** The base address of the site. */
export const BASE = new URL('../', import.meta.url);

/**
 * Fetches the JSON of a path below the base address.
 * @typedef {(path: string) => Promise<any>} Load
 */

/** @type {Record<string, Promise<any>>} */
const cache = {};

/**
 * What `load` returns for a path; it is called again only after an error.
 * @param {string} path
 * @param {Load} load
 */
export const fetchCached = (path, load) =>
  (cache[path] ??= load(path).catch(error => {
    delete cache[path];
    throw error;
  }));

/**
 * Decodes the numbers of a string: digits to the base 45. The characters from `#` on are the digits that end a number,
 * the 45 characters after those (without the backslash) the digits that continue one.
 * @param {string} text
 */
export const decodeNumbers = text => {
  const numbers = [];
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    let digit = text.charCodeAt(i) - 35;
    if (digit > 57) digit--;
    if (digit < 45) {
      numbers.push(high * 45 + digit);
      high = 0;
    } else high = high * 45 + digit - 44;
  }
  return numbers;
};
