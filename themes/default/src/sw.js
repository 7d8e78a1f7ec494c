// @ts-check
// The service worker: keeps one language of the site complete for use without a network, and updates it from one build
// to the next in one step.
//
// A page sends a message with the address of its language's file list. The files of a new list are fetched into a new
// cache; only when it is complete is the previous cache deleted. Pages of the language then come from the new cache, so
// that a reader never sees two builds mixed. What a list does not name is fetched from the network; without a network a
// page of the site says that it is not kept.
//
// An attempt that fails, because the connection is lost or the device has no room, keeps the files that it has fetched,
// so that the next one continues there. If there is no room for two builds, the old one is deleted, because it would be
// shown for ever in place of the new one.
//
// The bytes of a file are not compared with its hash, because some hosts rewrite pages. The hash is in the address that is
// fetched, so that no cache on the way answers with the file of another build.
import { keyOf, keysOf } from './sw/address.js';

/** @typedef {Record<string, string>} FileHashes the content hash of each address */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const base = new URL('./', location.href).pathname;
const prefix = `situ ${base} `;
/** This entry is written last: a cache that has it is complete. It holds the content hash of each file. */
const COMPLETE = `${base}_whole`;

worker.oninstall = () => worker.skipWaiting();
worker.onactivate = event => event.waitUntil(worker.clients.claim());

/**
 * Names and caches.
 * @param {string} start of the names
 * @returns {Promise<[string, Cache][]>}
 */
const cachesNamed = async start => {
  const names = (await caches.keys()).filter(name => name.startsWith(start));
  return Promise.all(names.map(async name => [name, await caches.open(name)]));
};

/**
 * The content hashes of a complete cache; `undefined` if it is not complete.
 * @param {Cache} cache
 * @returns {Promise<FileHashes | undefined>}
 */
const hashesOf = async cache => (await cache.match(COMPLETE))?.json();

/**
 * The first file that a complete cache has under one of the keys; a redirect to it unless it is the first key. None if the
 * caches cannot be read.
 * @param {string[]} keys
 * @param {string} [search] query of the redirect
 */
const findKept = async (keys, search) => {
  try {
    const all = await cachesNamed(prefix);
    for (const key of keys) {
      for (const [, cache] of all) {
        const file = (await cache.match(COMPLETE)) && (await cache.match(key));
        if (file) return key === keys[0] ? file : Response.redirect(key + search);
      }
    }
  } catch {}
};

/**
 * The file list at `address`. It is empty if the site no longer has one, which means that the site is no longer
 * available offline. After any other failure the text is not JSON.
 * @param {string} address
 * @returns {Promise<{ version: string, files: [string, string][] }>}
 */
const fetchList = async address => {
  const response = await fetch(address, { cache: 'no-store' });
  return response.status === 404 ? { version: '', files: [] } : response.json();
};

/**
 * Adds to `cache` the files that it lacks; those of other caches are copied if their content hash is unchanged.
 * @param {Cache} cache
 * @param {[string, Cache][]} others
 * @param {[string, string][]} missing
 * @param {FileHashes} hashes of the files in `cache`
 */
const fill = async (cache, others, missing, hashes) => {
  const known = await Promise.all(others.map(([, other]) => hashesOf(other)));
  for (const [href, hash] of missing) {
    const key = keyOf(href);
    if (!(await cache.match(key))) {
      let file = await others[known.findIndex(other => other?.[href] === hash)]?.[1].match(key);
      if (!file) {
        file = await fetch(`${href}?${hash}`, { cache: 'no-store' });
        // A failure that will pass ends the attempt; a file that the host refuses is left out until the next visit.
        if (file.status > 428) throw file;
        if (!file.ok) {
          console.warn(href, file.status);
          continue;
        }
        // A copy, because a browser does not show a page whose response remembers a redirect.
        file = new Response(file.body, file);
      }
      await cache.put(key, file);
    }
    hashes[href] = hash;
  }
};

/**
 * Brings the cache of a language up to date with the file list at `address`.
 * @param {string} address
 */
const update = async address => {
  const start = `${prefix}${address} `;
  const known = await cachesNamed(start);
  const { version, files } = await fetchList(address);
  const name = start + version;
  const deleteOthers = async () => {
    for (const [other] of known) if (other !== name) await caches.delete(other);
  };
  if (files[0]) {
    const cache = await caches.open(name);
    const hashes = (await hashesOf(cache)) ?? {};
    const missing = files.filter(([href]) => !hashes[href]);
    if (missing[0]) {
      await fill(cache, known, missing, hashes).catch(async error => {
        if (error.name === 'QuotaExceededError') await deleteOthers();
        throw error;
      });
      // If the list has changed while its files were fetched, the next visit starts again.
      if ((await fetchList(address)).version !== version) return caches.delete(name);
      await cache.put(COMPLETE, new Response(JSON.stringify(hashes)));
    }
  }
  await deleteOthers();
};

/**
 * Updates run one after another, because several pages may ask for them at the same time.
 * @type {Promise<any>}
 */
let updates = Promise.resolve();

worker.onmessage = event => {
  updates = updates.then(() => update(event.data.keep)).catch(() => {});
  event.waitUntil(updates);
};

worker.onfetch = event => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.endsWith('/offline.json')) return;
  const respond = async () =>
    (await findKept(keysOf(pathname), search)) ??
    fetch(request).catch(async error => {
      const notKept = request.mode === 'navigate' && (await findKept([`${base}offline.html`]));
      if (notKept) return notKept;
      throw error;
    });
  event.respondWith(respond());
};
