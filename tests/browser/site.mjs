// Serves the built knowledge base to the tests, and what they share.
//
// `SITU` is the program (default: target/release/situ), `SITU_SITE` the site that it built from content/ (by default it
// is built into a temporary folder). Tests speak to the loopback address only.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const LANGUAGES = ['lv', 'ru', 'bg'];

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SITU = process.env.SITU ?? path.join(ROOT, 'target/release/situ');
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
};

/** Serves the site of `root` at the root of a host or below `base`, until `close()` or the end of the test `t`. */
export async function open({ base = '/', root = ROOT } = {}, t) {
  const made = mkdtempSync(path.join(tmpdir(), 'situ-site-'));
  let folder = path.join(made, 'site');
  const server = createServer((request, response) => answer(folder, base, request, response));
  // A browser reuses a connection after another site was built, which takes long.
  server.keepAliveTimeout = 120_000;
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    rmSync(made, { recursive: true, force: true });
  };
  t?.after(close);
  if (base === '/' && root === ROOT && process.env.SITU_SITE) {
    folder = path.resolve(process.env.SITU_SITE);
  } else {
    const address = base === '/' ? [] : ['--base-url', origin + base.slice(0, -1)];
    const built = spawnSync(SITU, ['build', '--root', root, '--out', folder, ...address], { encoding: 'utf8' });
    if (built.status !== 0) {
      if (!t) await close();
      throw new Error(`${SITU} did not build the site: ${built.error ?? built.stderr}`);
    }
  }
  return { origin, base, folder, close, url: address => new URL(address, origin).href };
}

/**
 * Serves a folder at the root of a host, until `close()` or the end of the test `t`. `asked` lists the requests, `failed` those that are answered with an error;
 * `down` aborts them; `refuse` returns the status of an error, the target of a redirect, a function that answers, or a
 * falsy value; `edit` returns the bytes to send in place of a file's own.
 */
export async function serve(folder, t) {
  const site = { asked: [], failed: [], down: false, refuse: null, edit: null };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (site.down) return request.destroy();
    site.asked.push(pathname);
    const end = response.end.bind(response);
    response.end = bytes => {
      if (response.statusCode >= 400) site.failed.push(pathname);
      return end(site.edit?.(pathname, bytes, request) ?? bytes);
    };
    const refused = site.refuse?.(pathname);
    if (!refused) return answer(folder(), '/', request, response);
    if (typeof refused === 'function') return refused(response);
    if (typeof refused === 'string') response.writeHead(308, { location: refused });
    else response.writeHead(refused);
    response.end();
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  site.url = address => new URL(address, origin).href;
  site.close = async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  };
  t?.after(site.close);
  return site;
}

/** Answers as a plain host does: `/x` redirects to `/x/`, a missing file is 404.html. */
function answer(folder, base, request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const send = (status, file) => {
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    const keep = pathname.startsWith(`${base}assets/`) ? 'max-age=600' : 'no-cache';
    response.writeHead(status, { 'content-type': type, 'cache-control': keep });
    response.end(readFileSync(file));
  };
  const below = pathname.startsWith(base) ? path.normalize(decodeURIComponent(pathname.slice(base.length))) : '..';
  const place = path.join(folder, below);
  const there = !below.startsWith('..') && existsSync(place);
  if (there && statSync(place).isFile()) return send(200, place);
  const index = path.join(place, 'index.html');
  if (there && existsSync(index)) {
    if (pathname.endsWith('/')) return send(200, index);
    response.writeHead(301, { location: `${pathname}/` });
    return response.end();
  }
  send(404, path.join(folder, '404.html'));
}

/** Addresses of all pages in the folder of the site. */
export function pagesOf({ folder, base }) {
  const files = readdirSync(folder, { recursive: true })
    .filter(file => file.endsWith('.html'))
    .sort();
  return files.map(file => base + file.replaceAll(path.sep, '/').replace(/(^|\/)index\.html$/, '$1'));
}

/** The kind of a page, by the class of its body. */
export const kindOf = tags => tags.find(tag => tag.name === 'body')?.is.class?.replace('page-', '') ?? 'redirect';

/** The addresses of one page of each kind: the longest. */
export async function oneOfEachKind(site, addresses) {
  const found = new Map();
  for (const address of addresses) {
    const html = await (await fetch(site.url(address))).text();
    const kind = kindOf(scan(html));
    if (kind !== 'redirect' && !(found.get(kind)?.size >= html.length)) found.set(kind, { address, size: html.length });
  }
  return [...found.values()].map(({ address }) => address);
}

/** Tags of a page in order; `is` has the attributes, `text` is the text up to the next tag. */
export function scan(html) {
  const tags = [];
  const pattern = /<!--.*?-->|<!doctype[^>]*>|<(\/?[a-z][a-z0-9:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>([^<]*)/gis;
  const script = /(<script\b[^>]*>).*?(?=<\/script>)/gis;
  for (const [, name, attributes = '', text = ''] of html.replace(script, '$1').matchAll(pattern)) {
    if (!name) continue;
    const pairs = [...attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key, value = '']) => [
      key,
      plain(value),
    ]);
    tags.push({ name: name.toLowerCase(), is: Object.fromEntries(pairs), text: plain(text) });
  }
  return tags;
}

const ESCAPES = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#x27': "'" };
const plain = text => text.replace(/&(lt|gt|quot|amp|#39|#x27);/g, (_, name) => ESCAPES[name]);

/** Fetches everything that can be reached from `starts`: status, tags, ids, links and JSON-LD of each address. */
export async function crawl(site, starts = [site.base]) {
  const found = new Map();
  const waiting = [...starts];
  while (waiting.length) {
    const address = waiting.pop();
    if (found.has(address)) continue;
    const response = await fetch(site.url(address), { redirect: 'manual' });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const tags = /html|xml/.test(type) ? scan(text) : [];
    const ids = tags.map(tag => tag.is.id).filter(Boolean);
    const links = linksOf(tags);
    const data = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json]) => json);
    found.set(address, { address, status: response.status, type, tags, ids, links, data });
    for (const link of links) {
      const url = new URL(link, site.url(address));
      if (url.origin === site.origin) waiting.push(url.pathname);
    }
  }
  return found;
}

/** Addresses that a page requests or links to: without canonical address and alternates. */
function linksOf(tags) {
  return tags.flatMap(({ name, is }) => {
    const named = name === 'link' && ['canonical', 'alternate'].includes(is.rel) && !is.type;
    const moved = is['http-equiv'] === 'refresh' ? is.content.replace(/^.*?url=/, '') : undefined;
    return named ? [] : [is.href, is.src, is.action, moved].filter(address => address !== undefined);
  });
}

/** Passes if `faults` is empty; else the message lists them line by line. */
export const assertNone = faults => assert.equal(faults.length, 0, `\n${faults.join('\n')}`);

/** Waits until `condition` returns true. `page.waitForFunction` would take the promise of an async function as true. */
export async function until(condition, message) {
  for (let patience = 150; !(await condition()); patience--) {
    assert.ok(patience, message);
    await new Promise(done => setTimeout(done, 200));
  }
}

/** Waits until an element has the focus and its caret is placed: the page gets a tap after `tap()` has returned. */
export async function focused(element) {
  await until(() => element.evaluate(one => one === document.activeElement), 'the focus');
  await element.evaluate(() => new Promise(done => setTimeout(done)));
}

/** Taps an element that takes text and waits for its focus. */
export async function tapInto(element) {
  await element.tap();
  await focused(element);
}

/** Makes the first move on a page and waits until interactions.js has started. */
export async function wake(page) {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() => document.querySelector('[aria-pressed]'));
}

/** The number of A4 sheets of a printed page. */
export const sheets = async page =>
  ((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;

export const launch = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });

/** A page on a phone, in a new context, which is closed at the end of the test `t`. */
export async function phone(browser, options = {}, t) {
  const context = await browser.newContext({ ...PHONE, ...options });
  t?.after(() => context.close());
  return context.newPage();
}

/**
 * The site and a browser for the tests of a file or of a group, until the last of them ends. `ready` is called before the
 * first: node runs two `before` of a file at the same time.
 */
export function inABrowser(options, ready) {
  const at = {};
  before(async () => {
    at.site = await open(options);
    at.browser = await launch();
    await ready?.();
  });
  after(async () => {
    await at.browser?.close();
    await at.site?.close();
  });
  return at;
}

/** The same, and a new phone with `page` for each test; any fault on the page fails the test. */
export function onAPhone(options) {
  const at = inABrowser(options);
  beforeEach(async () => {
    at.page = await phone(at.browser);
    at.faults = await watch(at.page, at.site);
  });
  afterEach(async () => {
    await at.page.context().close();
    assertNone(at.faults);
  });
  return at;
}

/** Collects faults of a page: console errors, exceptions, failed and foreign requests, policy violations. */
export async function watch(page, site) {
  const faults = [];
  const fault = text => faults.push(`${new URL(page.url()).pathname}: ${text}`);
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', event =>
      console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  page.on('console', message => message.type() === 'error' && fault(message.text()));
  page.on('pageerror', error => fault(error));
  page.on('requestfailed', request => {
    const { errorText } = request.failure();
    // Leaving a page aborts its pending requests.
    if (errorText !== 'net::ERR_ABORTED') fault(`${request.url()} failed: ${errorText}`);
  });
  page.on('request', request => {
    const { protocol, origin, pathname } = new URL(request.url());
    const own = origin === site.origin && pathname.startsWith(site.base);
    if (protocol !== 'data:' && !own) fault(`asks for ${request.url()}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) fault(`${response.url()} answers ${response.status()}`);
  });
  return faults;
}
