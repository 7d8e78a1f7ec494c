// Keeps one language of the site whole for use without a network, and brings it from one build to the next in one step.
//
// A page asks for its language by a message with the address of that language's list. The files of a new list are
// fetched into a cache of their own; only when all are there does it take the place of the former one. From then on
// pages of the language come from that cache, so that a reader never sees two builds mixed. What a list does not name
// goes to the network.
const NAME = 'situ ';
const base = new URL('./', location.href).pathname;
const prefix = NAME + base + ' ';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

/** The whole cache of the language to which a path belongs; `null` if there is none. */
const whole = async path => {
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue;
    const cache = await caches.open(name);
    if ((await cache.match(base + '_whole')) && (await cache.match(path))) return cache;
  }
  return null;
};

const update = async address => {
  const answer = await fetch(address, { cache: 'no-store' });
  // A site that no longer has a list is no longer kept
  const gone = answer.status === 404 || answer.status === 410;
  if (!answer.ok && !gone) return;
  const { version, files } = gone ? { version: '', files: [] } : await answer.json();
  const name = `${prefix}${address} ${version}`;
  const names = (await caches.keys()).filter(known => known.startsWith(`${prefix}${address} `));
  if (files.length) {
    const cache = await caches.open(name);
    if (!(await cache.match(base + '_whole'))) {
      const before = names.filter(known => known !== name);
      const keys = {};
      for (const known of before) {
        const mark = await (await caches.open(known)).match(base + '_whole');
        if (mark) keys[known] = await mark.json();
      }
      for (const [href, key] of files) {
        // What did not change is taken over from the former cache.
        const from = before.find(known => keys[known]?.[href] === key);
        const old = from && (await (await caches.open(from)).match(href));
        const fresh = old || (await fetch(href, { cache: 'no-cache' }));
        if (!fresh.ok) return;
        await cache.put(href, fresh);
      }
      // The list may have changed while its files were fetched: then the next visit begins anew.
      const check = await (await fetch(address, { cache: 'no-store' })).json();
      if (check.version !== version) {
        await caches.delete(name);
        return;
      }
      await cache.put(base + '_whole', new Response(JSON.stringify(Object.fromEntries(files))));
    }
  }
  for (const known of names) if (known !== name || !files.length) await caches.delete(known);
};

self.addEventListener('message', event => {
  const address = event.data && event.data.keep;
  if (typeof address === 'string' && address.startsWith(base)) event.waitUntil(update(address).catch(() => {}));
});

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.endsWith('/offline.json')) return;
  event.respondWith(
    (async () => {
      const cache = await whole(url.pathname);
      return (cache && (await cache.match(url.pathname))) || fetch(request);
    })(),
  );
});
