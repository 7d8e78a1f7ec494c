// @ts-check
// The service worker: keeps one language of the site complete for use without a network, and updates it from one build
// to the next in one step.
//
// A page sends a message with the address of its language's file list. The files of a new list are fetched into a new
// cache; only when it is complete is the previous cache deleted. Pages of the language then come from the new cache, so
// that a reader never sees two builds mixed. What a list does not name is fetched from the network.

/** @typedef {Record<string, string>} FileKeys the content key of each address */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const base = new URL('./', location.href).pathname;
const prefix = `situ ${base} `;
/** This entry is written last: a cache that has it is complete. It holds the content key of each file. */
const COMPLETE = `${base}_whole`;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()));

/**
 * The complete cache of the language to which `path` belongs; `null` if there is none.
 * @param {string} path
 */
const completeCache = async path => {
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue;
    const cache = await caches.open(name);
    if ((await cache.match(COMPLETE)) && (await cache.match(path))) return cache;
  }
  return null;
};

/**
 * The file list at `address`: empty if the site no longer has one, `null` if it cannot be fetched.
 * @param {string} address
 * @returns {Promise<{ version: string, files: [string, string][] } | null>}
 */
const fetchList = async address => {
  const response = await fetch(address, { cache: 'no-store' });
  if (response.status === 404 || response.status === 410) return { version: '', files: [] };
  return response.ok ? response.json() : null;
};

/**
 * The content keys of each complete cache, keyed by the cache's name.
 * @param {string[]} names
 */
const keysOfCaches = async names => {
  /** @type {Record<string, FileKeys>} */
  const keys = {};
  for (const name of names) {
    const entry = await (await caches.open(name)).match(COMPLETE);
    if (entry) keys[name] = await entry.json();
  }
  return keys;
};

/**
 * Fills the cache `name`; files whose content key is unchanged are copied from the `previous` caches.
 * @param {string} name
 * @param {string[]} previous
 * @param {[string, string][]} files
 * @returns {Promise<boolean>} whether all files are in it
 */
const fillCache = async (name, previous, files) => {
  const cache = await caches.open(name);
  const keys = await keysOfCaches(previous);
  for (const [href, key] of files) {
    const source = previous.find(other => keys[other]?.[href] === key);
    const copy = source && (await (await caches.open(source)).match(href));
    const response = copy || (await fetch(href, { cache: 'no-cache' }));
    if (!response.ok) return false;
    await cache.put(href, response);
  }
  return true;
};

/**
 * Brings the cache of a language up to date with the file list at `address`.
 * @param {string} address
 */
const update = async address => {
  const list = await fetchList(address);
  if (!list) return;
  const { version, files } = list;
  const name = `${prefix}${address} ${version}`;
  const known = (await caches.keys()).filter(other => other.startsWith(`${prefix}${address} `));
  if (files.length) {
    const cache = await caches.open(name);
    if (!(await cache.match(COMPLETE))) {
      const previous = known.filter(other => other !== name);
      if (!(await fillCache(name, previous, files))) return;
      // If the list has changed while its files were fetched, the next visit starts again.
      const check = await (await fetch(address, { cache: 'no-store' })).json();
      if (check.version !== version) {
        await caches.delete(name);
        return;
      }
      await cache.put(COMPLETE, new Response(JSON.stringify(Object.fromEntries(files))));
    }
  }
  for (const other of known) if (other !== name || !files.length) await caches.delete(other);
};

worker.addEventListener('message', event => {
  const address = event.data && event.data.keep;
  if (typeof address === 'string' && address.startsWith(base)) event.waitUntil(update(address).catch(() => {}));
});

worker.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.endsWith('/offline.json')) return;
  const respond = async () => {
    const cache = await completeCache(url.pathname);
    return (cache && (await cache.match(url.pathname))) || fetch(request);
  };
  event.respondWith(respond());
});
