// Addresses, head and structure of all pages, by fetching and scanning them; no browser is needed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { LANGUAGES, assertNone, crawl, kindOf, open, pagesOf, scan } from './site.mjs';

for (const base of ['/', '/kb/']) {
  const site = await open({ base });
  const reached = await crawl(site);
  const found = await crawl(site, pagesOf(site));
  describe(base === '/' ? 'site at the root of a host' : `site below ${base}`, () => {
    after(site.close);
    const isPage = file => file.type.startsWith('text/html') && file.status === 200;
    const pages = [...found.values()].filter(isPage);
    const frames = pages.filter(page => kindOf(page.tags) !== 'redirect');
    /** Pages without header and footer, which say the same in every language. */
    const isInAllLanguages = page => ['languages', 'not-found-all', 'offline'].includes(kindOf(page.tags));
    // The base URL that the site has in its absolute addresses.
    const given = alternatesOf(found.get(base)).canonical.slice(0, -base.length);
    const here = url => (url.startsWith(given + base) ? url.slice(given.length) : undefined);

    /** Calls `look` with each page; it returns what is wrong with the page, if anything. */
    const assertEach = (some, look) => {
      assert.ok(some.length > 100, `${some.length} pages`);
      assertNone(
        some.flatMap(page =>
          [look(page)]
            .flat()
            .filter(Boolean)
            .map(fault => `${page.address}: ${fault}`),
        ),
      );
    };

    test('links: every target and every fragment exists', () => {
      assertEach(pages, page =>
        page.links.map(link => {
          const url = new URL(link, site.url(page.address));
          if (url.origin !== site.origin)
            return /^(https?|mailto|tel):$/.test(url.protocol) ? undefined : `${link}: what is that`;
          if (!url.pathname.startsWith(base)) return `${link} leaves the site`;
          const there = found.get(url.pathname);
          if (there.status !== 200) return `${link} answers ${there.status}`;
          const id = decodeURIComponent(url.hash.slice(1));
          return id && !there.ids.includes(id) ? `${link}: no such place there` : undefined;
        }),
      );
    });

    test('links: every page can be reached from the choice of a language', () => {
      const meant = frames.filter(page => !['not-found', 'not-found-all', 'offline'].includes(kindOf(page.tags)));
      assertNone(meant.map(page => page.address).filter(address => !reached.has(address)));
    });

    test('ids: unique on a page, and every reference to one resolves', () => {
      const naming = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'];
      assertEach(pages, ({ tags, ids }) => [
        ...ids.filter((id, at) => ids.indexOf(id) !== at).map(id => `id ${id} twice`),
        ...tags.flatMap(tag => naming.flatMap(name => tag.is[name]?.split(' ') ?? [])).filter(id => !ids.includes(id)),
      ]);
    });

    test('structure: one h1, a title, one main element and a language', () => {
      assertEach(pages, ({ address, tags }) => {
        const count = name => tags.filter(tag => tag.name === name).length;
        const lang = tags.find(tag => tag.name === 'html').is.lang;
        const right = LANGUAGES.find(code => address.startsWith(`${base}${code}/`)) ?? LANGUAGES[0];
        return [
          ...['h1', 'title', 'main'].filter(name => count(name) !== 1).map(name => `${count(name)} times ${name}`),
          lang !== right && `lang is ${lang}`,
        ];
      });
    });

    test('head: canonical address, and alternates that name each other', () => {
      assertEach(frames, page => {
        const { canonical, noindex, languages } = alternatesOf(page);
        if (noindex) return languages.size > 0 && 'is not for search engines but names its languages';
        const faults = [];
        if (here(canonical) !== page.address) faults.push(`calls itself ${canonical}`);
        // The choice of a language is not in a language itself.
        if (page.address === base) return faults;
        if (!languages.has('x-default')) faults.push('has no x-default');
        if (![...languages].some(([lang, url]) => lang !== 'x-default' && url === canonical))
          faults.push('is not among its languages');
        for (const [lang, url] of languages) {
          const there = found.get(here(url));
          if (!there) faults.push(`${lang} is dead: ${url}`);
          else if (String([...alternatesOf(there).languages]) !== String([...languages]))
            faults.push(`${lang} does not name it back`);
          else if (lang !== 'x-default' && there.tags.find(tag => tag.name === 'html').is.lang !== lang)
            faults.push(`${lang} is another language`);
        }
        return faults;
      });
    });

    test('language switch: leads to the same page in the other languages', () => {
      const framed = frames.filter(page => !isInAllLanguages(page));
      assertEach(framed, page => {
        const start = page.tags.findIndex(tag => tag.name === 'nav' && tag.is.class === 'languages');
        if (start < 0) return 'has no language switch';
        const nav = page.tags.slice(
          start,
          page.tags.findIndex((tag, at) => at > start && tag.name === '/nav'),
        );
        const shown = nav.filter(tag => tag.name === 'a').map(tag => `${tag.is.hreflang} ${tag.is.href}`);
        const { languages, noindex } = alternatesOf(page);
        if (noindex) return shown.length !== LANGUAGES.length - 1 && `switches to ${shown}`;
        const own = page.tags.find(tag => tag.name === 'html').is.lang;
        const right = LANGUAGES.filter(lang => lang !== own).map(lang => {
          const url = languages.get(lang);
          return `${lang} ${url ? here(url) : `${base}${lang}/documents/`}`;
        });
        const lacking = LANGUAGES.filter(lang => !languages.has(lang));
        // A document for one country may be in one language only; its page says so, and leads to the other documents.
        const said = page.tags.some(tag => tag.is.id === 'ui_missing');
        const isForCountry = page.tags.some(tag => tag.is.class === 'fine for-country');
        return [
          lacking.length > 0 && !isForCountry && `is missing in ${lacking}`,
          said !== lacking.length > 0 && `${said ? 'says' : 'does not say'} that it is missing`,
          String(shown) !== String(right) && `switches to ${shown}, not to ${right}`,
        ];
      });
    });

    test('sitemap and feeds: name every page and no other', async () => {
      const texts = async address => scan(await (await fetch(site.url(base + address))).text());
      const named = (await texts('sitemap.xml')).filter(tag => tag.name === 'loc').map(tag => here(tag.text));
      const open = frames.filter(page => !alternatesOf(page).noindex).map(page => page.address);
      assert.deepEqual(named.sort(), open.sort());
      for (const lang of LANGUAGES) {
        const entries = (await texts(`${lang}/feed.xml`))
          .filter(tag => tag.name === 'link')
          .map(tag => here(tag.is.href));
        assert.ok(entries.length > 10, `${entries.length} links in the feed of ${lang}`);
        assertNone(entries.filter(address => found.get(address)?.status !== 200));
      }
      assert.ok((await (await fetch(site.url(`${base}robots.txt`))).text()).includes(`${given}${base}sitemap.xml`));
    });

    test('security policy: no inline script or style, none from another host', () => {
      assertEach(frames, ({ tags }) => {
        const policy = tags.find(tag => tag.is['http-equiv'] === 'Content-Security-Policy')?.is.content ?? '';
        const inside = tags.filter(
          ({ name, is }) =>
            name === 'style' ||
            is.style !== undefined ||
            Object.keys(is).some(key => /^on/.test(key)) ||
            (name === 'script' && !is.src && is.type !== 'application/ld+json'),
        );
        return [
          !/default-src 'self'/.test(policy) && `policy: ${policy}`,
          /unsafe|\*|https?:/.test(policy) && `policy: ${policy}`,
          ...inside.map(tag => `<${tag.name}> with code of its own`),
        ];
      });
    });

    test('JSON-LD: kind of page and breadcrumbs', () => {
      const KINDS = {
        situation: 'Article',
        article: 'Article BreadcrumbList',
        fillable: 'Article BreadcrumbList',
        page: 'Article BreadcrumbList',
        home: '',
        languages: '',
      };
      assertEach(frames, page => {
        const graphs = page.data.map(json => JSON.parse(json));
        const things = graphs.flatMap(data => data['@graph']);
        const thing = type => things.find(thing => thing['@type'] === type);
        const kind = kindOf(page.tags);
        const { canonical, noindex } = alternatesOf(page);
        const wanted = noindex ? '' : (KINDS[kind] ?? 'BreadcrumbList');
        const faults = [];
        const equal = (what, is, should) =>
          String(is) !== String(should) && faults.push(`${what}: ${is}, not ${should}`);
        equal('types', things.map(thing => thing['@type']).join(' '), wanted);
        if (!wanted) return faults;
        equal(
          'vocabulary',
          graphs.map(data => data['@context']),
          'https://schema.org',
        );
        const title = page.tags.find(tag => tag.is.property === 'og:title').is.content;
        const path = thing('BreadcrumbList')?.itemListElement;
        if (path) {
          equal(
            'positions',
            path.map(item => item.position),
            path.map((_, at) => at + 1),
          );
          equal('the last of the path', path.at(-1).name, title);
          for (const { item, name } of path.slice(0, -1))
            if (!name || found.get(here(item))?.status !== 200) faults.push(`path: ${item}`);
        }
        const article = thing('Article');
        if (article)
          equal(
            'article',
            [article.headline, article.url, article.inLanguage],
            [title, canonical, page.tags.find(tag => tag.name === 'html').is.lang],
          );
        return faults;
      });
    });

    test('not found: a missing address returns a page with links', async () => {
      const response = await fetch(site.url(`${base}lv/no/such/page/`));
      assert.equal(response.status, 404);
      const tags = scan(await response.text());
      assert.equal(kindOf(tags), 'not-found-all');
      const spoken = tags.filter(tag => tag.name === 'section').map(tag => tag.is.lang);
      assert.deepEqual(spoken, LANGUAGES);
      for (const file of ['404.html', ...LANGUAGES.map(lang => `${lang}/404.html`)]) {
        const own = scan(fileOf(site, base + file));
        assert.equal(
          own.find(tag => tag.name === 'html').is.lang,
          file === '404.html' ? LANGUAGES[0] : file.slice(0, 2),
        );
        assert.ok(own.some(tag => tag.name === 'meta' && tag.is.content === 'noindex'));
        const links = own.filter(tag => tag.name === 'a' && tag.is.href.startsWith(base));
        assert.ok(links.length > 20, `${links.length} links on ${file}`);
        assertNone(links.filter(tag => found.get(tag.is.href.split('#')[0])?.status !== 200));
      }
    });
  });
}

function fileOf({ folder, base }, address) {
  const below = address.slice(base.length);
  return readFileSync(path.join(folder, below.endsWith('/') || !below ? `${below}index.html` : below), 'utf8');
}

/** The canonical address and the alternates in the head of a page. */
function alternatesOf({ tags }) {
  const link = rel => tags.filter(tag => tag.name === 'link' && tag.is.rel === rel);
  const robots = tags.find(tag => tag.name === 'meta' && tag.is.name === 'robots');
  return {
    canonical: link('canonical')[0]?.is.href,
    noindex: /noindex/.test(robots?.is.content ?? ''),
    languages: new Map(
      link('alternate')
        .filter(tag => tag.is.hreflang)
        .map(tag => [tag.is.hreflang, tag.is.href]),
    ),
  };
}
