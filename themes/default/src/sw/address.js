// @ts-check
// The addresses under which a kept file may be asked for. No two hosts agree on them, so each form that some host
// answers or redirects leads to the file offline too.

/**
 * The key of a file: its path in one spelling, whatever was percent-encoded, and with accents as parts of their
 * letters.
 * @param {string} path
 */
export const keyOf = path =>
  path.replace(/\/+/g, '/').replace(/[^/]+/g, part => {
    try {
      part = decodeURIComponent(part);
    } catch {}
    return encodeURIComponent(part.normalize());
  });

/**
 * The keys of the files that an address may mean, the most likely first: the address itself, a folder without its last
 * slash or with `index.html`, a page without `.html`, then all of these in lower case.
 * @param {string} path
 */
export const keysOf = path =>
  [keyOf(path), keyOf(path).toLowerCase()].flatMap(key => {
    const stem = key.replace(/\/(index(\.html)?)?$/, '');
    return [key, `${stem}/`, `${stem}.html`];
  });
