// When the device or the connection does not do its part: no room, storage refused or broken, no service worker, files
// cut off or out of date. The page works, nothing reaches the console, and the page says nothing untrue.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { assertNone, launch, phone, serve, until } from './site.mjs';
import { buildSmallSite, keepLanguage, keptFiles, listOf, rebuild } from './small_site.mjs';

let browser, root, out, site, page, faults;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  ({ root, out } = buildSmallSite());
  site = await serve(() => out);
  page = await phone(browser);
  faults = [];
  page.on('pageerror', error => faults.push(`${page.url()}: ${error}`));
});
afterEach(async () => {
  await page.context().close();
  await site.close();
  rmSync(root, { recursive: true, force: true });
  assertNone(faults);
});

const visit = address => page.goto(site.url(address));
const kept = lang => keptFiles(page, lang);
const keep = lang => keepLanguage(page, site, out, lang);
const disconnect = async () => {
  await page.context().setOffline(true);
  site.down = true;
};
const connect = async () => {
  site.down = false;
  await page.context().setOffline(false);
};
/** Visits the language and waits until the service worker has asked for the last file of its list, or for `address`. */
const tryToKeep = async (lang, address) => {
  site.asked.length = 0;
  await visit(`/${lang}/`);
  await page.keyboard.press('Shift');
  await until(() => site.asked.includes(address), `${address} is not fetched`);
  await page.waitForTimeout(500);
};
/** Publishes a build with another title on every page of a language. */
const publish = (lang, title) => {
  const file = path.join(root, `content/${lang}/site.yaml`);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/title: .*/, `title: ${title}`));
  rebuild(root, out);
};
/** The text of a kept file. */
const keptText = address =>
  page.evaluate(async address => (await (await caches.match(address))?.text()) ?? '', address);
const limitRoom = async bytes => {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.url('/').slice(0, -1), quotaSize: bytes });
};

test('no room for two builds: the old one gives way to the new one', async () => {
  await keep('lv');
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  publish('lv', 'Jauns');
  await limitRoom(Math.round(usage * 1.3));
  await visit('/lv/');
  await page.keyboard.press('Shift');
  await until(async () => !(await kept('lv')).length, 'the old build is still kept');
  await visit('/lv/articles/calm/');
  assert.match(await page.title(), /Jauns/);
  const session = await page.context().newCDPSession(page);
  await until(async () => {
    // The browser frees the room of a deleted cache when the worker that had opened it ends.
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await visit('/lv/');
    await page.keyboard.press('Shift');
    await page.waitForTimeout(1000);
    return (await kept('lv')).length === listOf(out, 'lv').files.length;
  }, 'the new build is not kept');
  await disconnect();
  await visit('/lv/articles/calm/');
  assert.match(await page.title(), /Jauns/);
});

test('no room at all: pages work, nothing is promised, and the next visit with room keeps the language', async () => {
  await visit('/lv/');
  await limitRoom(9000);
  await tryToKeep('lv', listOf(out, 'lv').files[0][0]);
  assert.deepEqual(await kept('lv'), []);
  await visit('/lv/articles/calm/');
  assert.equal(await page.locator('h1').textContent(), 'Mierīgi');
  await visit('/offline.html');
  await page.keyboard.press('Shift');
  assert.equal(await page.locator('h2:visible, [data-keeps]:visible').count(), 0);
  await limitRoom(1e9);
  await keep('lv');
});

for (const [how, headers] of [
  ['with a length', length => ({ 'content-length': length })],
  ['in chunks', () => ({ 'transfer-encoding': 'chunked' })],
]) {
  test(`a file that is cut off (${how}) is not kept`, async () => {
    const cut = '/lv/articles/calm/';
    const whole = readFileSync(path.join(out, cut, 'index.html'));
    site.refuse = address =>
      address === cut &&
      (response => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers(whole.length) });
        response.write(whole.subarray(0, 900), () => setTimeout(() => response.destroy(), 100));
      });
    await tryToKeep('lv', cut);
    await page.waitForTimeout(500);
    assert.deepEqual(await kept('lv'), []);
    site.refuse = null;
    await keep('lv');
    assert.equal(await keptText(cut), whole.toString());
  });
}

test('a cache on the way that is out of date: the files of the new build are kept', async () => {
  const stored = new Map();
  site.edit = (address, bytes, { url }) => {
    if (!address.endsWith('/')) return bytes;
    if (!stored.has(url)) stored.set(url, bytes);
    return stored.get(url);
  };
  await keep('lv');
  publish('lv', 'Jauns');
  await visit('/lv/');
  await page.keyboard.press('Shift');
  await until(
    async () => (await keptText('/lv/articles/calm/')).includes('Jauns'),
    'the old file is kept as the new one',
  );
});

test('caches that were evicted are filled at the next visit', async () => {
  await keep('lv');
  await page.evaluate(async () => Promise.all((await caches.keys()).map(name => caches.delete(name))));
  await visit('/lv/articles/calm/');
  assert.equal(await page.locator('h1').textContent(), 'Mierīgi');
  await keep('lv');
});

for (const [what, damage] of [
  ['cannot be listed', 'CacheStorage.prototype.keys'],
  ['cannot be opened', 'CacheStorage.prototype.open'],
  ['cannot be read', 'Cache.prototype.match'],
]) {
  test(`caches that ${what}: pages come from the network`, async () => {
    site.edit = (address, bytes) =>
      address === '/sw.js' ? `${damage} = async () => { throw new DOMException('', 'UnknownError') };${bytes}` : bytes;
    await visit('/lv/');
    await page.keyboard.press('Shift');
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await visit('/lv/articles/calm/');
    assert.equal(await page.locator('h1').textContent(), 'Mierīgi');
  });
}

test('a part of a language is not said to be kept', async () => {
  await keep('lv');
  const last = listOf(out, 'ru').files.at(-1)[0];
  site.refuse = address => address === last && 503;
  await tryToKeep('ru', last);
  await disconnect();
  await visit('/lv/none/');
  await page.waitForFunction(() => document.querySelector('[data-keeps]')?.checkVisibility());
  assert.deepEqual(await page.locator('[data-keeps] a').allTextContents(), ['Viens (Latviešu)']);
});

describe('the page without a connection, opened by hand', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`lists nothing if nothing is kept, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
      const other = await phone(browser, { javaScriptEnabled });
      await other.goto(site.url('/offline.html'));
      await other.waitForTimeout(300);
      assert.ok(await other.locator('h1').isVisible());
      assert.equal(await other.locator('h2:visible, [data-keeps]:visible').count(), 0);
      await other.context().close();
    });
  }
  test('lists what is kept under its heading', async () => {
    await keep('lv');
    await visit('/offline.html');
    await page.locator('[data-keeps]:visible').first().waitFor();
    assert.equal(await page.locator('h2:visible').count(), 2, 'in each language of the site');
  });
});

/** Runs before the scripts of a page. */
const REFUSALS = {
  'no caches': () => delete Window.prototype.caches && delete window.caches,
  'caches refused': () =>
    Object.defineProperty(window, 'caches', {
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    }),
  'caches that reject': () => {
    CacheStorage.prototype.keys = CacheStorage.prototype.open = () =>
      Promise.reject(new DOMException('', 'SecurityError'));
  },
  'no service workers': () => delete Navigator.prototype.serviceWorker,
  'service workers refused': () =>
    Object.defineProperty(Navigator.prototype, 'serviceWorker', {
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    }),
  'a registration refused': () => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('', 'SecurityError'));
  },
  'storage refused': () =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    }),
  'no storage': () => Object.defineProperty(window, 'localStorage', { value: null }),
};
for (const [what, refuse] of Object.entries(REFUSALS)) {
  test(`${what}: pages of every kind work`, async () => {
    await page.addInitScript(refuse);
    for (const address of ['/', '/offline.html', '/lv/none/', '/lv/', '/lv/articles/calm/', '/lv/search/?q=mierigi']) {
      await visit(address);
      await page.keyboard.press('Shift');
      await page.waitForLoadState('networkidle');
      assert.ok(await page.locator('h1').first().isVisible(), address);
      assert.equal(await page.locator('[data-keeps]:visible').count(), 0, address);
    }
    await page.locator('#ui_results [data-result]').first().waitFor();
  });
}

for (const [what, answer] of [
  ['missing', () => 404],
  ['of a wrong type', () => response => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
  ['not a script', () => response => response.writeHead(200, { 'content-type': 'text/javascript' }).end('}')],
]) {
  test(`a service worker that is ${what}: pages work`, async () => {
    site.refuse = address => address === '/sw.js' && answer();
    await visit('/lv/');
    await page.keyboard.press('Shift');
    await until(() => site.asked.includes('/sw.js'), 'it is not asked for');
    await page.waitForTimeout(300);
    await visit('/lv/articles/calm/');
    assert.equal(await page.locator('h1').textContent(), 'Mierīgi');
  });
}

test('a connection that is lost before the search is loaded: the search works once it is back', async () => {
  await visit('/lv/search/');
  await disconnect();
  await page.locator('#ui_search').focus();
  await page.keyboard.type('mierigi');
  await page.waitForTimeout(500);
  await connect();
  await page.keyboard.press('Enter');
  await page.locator('#ui_results [data-result]').first().waitFor();
});

test('a connection that is lost before the buttons are loaded: the next click once it is back loads them', async () => {
  await visit('/lv/articles/calm/');
  await disconnect();
  await page.locator('h1').tap();
  await page.waitForTimeout(500);
  await connect();
  await page.locator('h1').tap();
  await page.locator('.say button').first().tap();
  await until(async () => (await page.locator('#ui_status').textContent()) !== '', 'nothing is copied');
});
