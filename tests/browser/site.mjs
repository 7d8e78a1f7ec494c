// The built knowledge base on a server of our own, and what the tests look at it with.
//
// `SITU` is the program (default: target/release/situ), `SITU_SITE` the site that it built from content/ as it stands
// (default: built anew into a temporary folder). Nothing outside the loopback address is spoken to.
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
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
};

/** The site at the root of a host, or below `base`, from the content of `root`; ends with `close()`. */
export async function open({ base = '/', root = ROOT } = {}) {
  const made = mkdtempSync(path.join(tmpdir(), 'situ-site-'));
  let folder = path.join(made, 'site');
  const server = createServer((request, response) => answer(folder, base, request, response));
  // A connection that rests while another site is built is used again after that
  server.keepAliveTimeout = 120_000;
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    rmSync(made, { recursive: true, force: true });
  };
  if (base === '/' && root === ROOT && process.env.SITU_SITE) {
    folder = path.resolve(process.env.SITU_SITE);
  } else {
    const address = base === '/' ? [] : ['--base-url', origin + base.slice(0, -1)];
    const built = spawnSync(SITU, ['build', '--root', root, '--out', folder, ...address], { encoding: 'utf8' });
    if (built.status !== 0) {
      await close();
      throw new Error(`${SITU} did not build the site: ${built.error ?? built.stderr}`);
    }
  }
  return { origin, base, folder, close, url: address => new URL(address, origin).href };
}

/** A folder at the root of a host. `asked` holds what was asked for; `down` breaks connections, `refuse` answers 500. */
export async function serve(folder) {
  const site = { asked: [], down: false, refuse: null };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (site.down) return request.destroy();
    site.asked.push(pathname);
    if (!site.refuse?.(pathname)) return answer(folder(), '/', request, response);
    response.writeHead(500);
    response.end();
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  site.url = address => new URL(address, origin).href;
  site.close = async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  };
  return site;
}

/** As a plain host does it: `/x` leads on to `/x/`, what is not there gets 404.html. */
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

/** Addresses of all pages of the site, as they lie on the disk. */
export function pagesOf({ folder, base }) {
  const files = readdirSync(folder, { recursive: true })
    .filter(file => file.endsWith('.html'))
    .sort();
  return files.map(file => base + file.replaceAll(path.sep, '/').replace(/(^|\/)index\.html$/, '$1'));
}

/** What kind of page it is, as its body says. */
export const kindOf = tags => tags.find(tag => tag.name === 'body')?.is.class?.replace('page-', '') ?? 'redirect';

/** Tags of a page in order; `is` holds the attributes, `text` what follows up to the next tag. */
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

/** Fetches everything that can be reached from `starts`: address -> status, tags, ids, links, data for machines. */
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

/** Addresses that a page names for its reader: not those of its head that only name it. */
function linksOf(tags) {
  return tags.flatMap(({ name, is }) => {
    const named = name === 'link' && ['canonical', 'alternate'].includes(is.rel) && !is.type;
    const moved = is['http-equiv'] === 'refresh' ? is.content.replace(/^.*?url=/, '') : undefined;
    return named ? [] : [is.href, is.src, is.action, moved].filter(address => address !== undefined);
  });
}

/** Passes if nothing is wrong; else all that is wrong, line by line. */
export const assertNone = faults => assert.equal(faults.length, 0, `\n${faults.join('\n')}`);

/** Waits until `told` answers truly; `page.waitForFunction` takes the promise of an asynchronous answer for a yes. */
export async function until(told, what) {
  for (let patience = 150; !(await told()); patience--) {
    assert.ok(patience, what);
    await new Promise(done => setTimeout(done, 200));
  }
}

/** The first touch of a page, and the wait until the script that it calls for is at work. */
export async function wake(page) {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() => document.querySelector('[aria-pressed]'));
}

/** Sheets of A4 on which a page is printed. */
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

/** A page on a phone, in a context of its own. */
export async function phone(browser, options = {}) {
  const context = await browser.newContext({ ...PHONE, ...options });
  return context.newPage();
}

/** The site and, for each test of a file, a new phone with `page`; whatever goes wrong on it fails the test. */
export function onAPhone(options) {
  const at = {};
  before(async () => {
    at.site = await open(options);
    at.browser = await launch();
  });
  beforeEach(async () => {
    at.page = await phone(at.browser);
    at.faults = await watch(at.page, at.site);
  });
  afterEach(async () => {
    await at.page.context().close();
    assertNone(at.faults);
  });
  after(async () => {
    await at.browser?.close();
    await at.site?.close();
  });
  return at;
}

/** Gathers what must not happen on a page: console errors, broken scripts, failed and foreign requests, refusals. */
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
    // Whoever leaves a page breaks off what it still asks for.
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
