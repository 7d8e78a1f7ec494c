// @ts-check
// A page that says the same in every language of the site, because a host answers with it whatever the address: leaves
// the language of the address, if it is one of the site, and the links to languages that are kept on the device.

const root = document.documentElement;
const base = /** @type {string} */ (root.dataset.base);

/** The first part of the address below the base. */
const first = location.pathname.slice(base.length).split('/')[0].toLowerCase();

addEventListener('DOMContentLoaded', async () => {
  const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('main > section')]);
  const own = sections.find(({ lang }) => lang.toLowerCase() === first);
  if (own) {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('section, h1 span'))) {
      if (part.lang !== own.lang) part.remove();
    }
    root.lang = own.lang;
    root.dir = own.dir;
    document.title = /** @type {string} */ (own.dataset.title);
  }
  const links = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-keeps]'));
  if (!links[0]) return;
  const kept = await keptLists();
  for (const link of links) {
    const list = /** @type {HTMLElement} */ (link.closest('div'));
    if (kept.some(name => name.startsWith(`situ ${base} ${link.dataset.keeps} `))) list.hidden = false;
    else link.remove();
  }
});

/**
 * The names of the complete caches; none if the browser does not let the page see them. The service worker names a cache
 * after the address of its file list.
 */
const keptLists = async () => {
  /** @type {string[]} */
  const complete = [];
  try {
    for (const cacheName of await caches.keys()) {
      if (await caches.match(`${base}_whole`, { cacheName })) complete.push(cacheName);
    }
  } catch {}
  return complete;
};
