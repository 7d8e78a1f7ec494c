// Offline use of a language: complete after the first visit, updated to a new build in one step, never a mix of two.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { ROOT, SITU, launch, phone, serve, until, wake } from './site.mjs';

let browser, root, site, page;
const out = () => path.join(root, 'site');
const build = () => {
  const built = spawnSync(SITU, ['build', '--root', root, '--out', out()], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
};
const change = (file, from, to) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  assert.ok(text.includes(from), `${file} has ${from}`);
  writeFileSync(path.join(root, file), text.replaceAll(from, to));
};

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'situ-offline-'));
  for (const folder of ['content', 'themes'])
    cpSync(path.join(ROOT, folder), path.join(root, folder), { recursive: true });
  // Without social cards a build is quick.
  change('content/site.yaml', 'social_card_font: system', '');
  build();
  site = await serve(out);
  page = await phone(browser);
});
afterEach(async () => {
  await page.context().close();
  await site.close();
  rmSync(root, { recursive: true, force: true });
});

const visit = address => page.goto(site.url(address));
/** Names of the complete caches. */
const completeCaches = () =>
  page.evaluate(async () => {
    const names = [];
    for (const name of await caches.keys()) if (await (await caches.open(name)).match('/_whole')) names.push(name);
    return names;
  });
/** Touches the page and waits until its language is cached, in another cache than those in `but`. */
const touch = async (but = []) => {
  await page.keyboard.press('Shift');
  let names;
  await until(
    async () => (names = await completeCaches()).length && !names.some(name => but.includes(name)),
    'the language is not cached',
  );
  return names;
};
const listed = lang =>
  JSON.parse(readFileSync(path.join(out(), lang, 'offline.json'), 'utf8')).files.map(([href]) => href);

test('offline: after the first visit the whole language is available', async () => {
  await visit('/lv/');
  await touch();
  const before = site.asked.length;
  await page.context().setOffline(true);
  site.down = true;
  const pages = listed('lv').filter(href => href.endsWith('/'));
  assert.ok(pages.length > 40, `${pages.length} pages`);
  for (const address of [...pages.slice(0, 5), '/lv/situations/work-not-accepted/', '/lv/phrases/', '/lv/map/']) {
    await visit(address);
    assert.ok(await page.locator('main h1').isVisible(), address);
  }
  const style = await page.evaluate(() => getComputedStyle(document.querySelector('.top')).display);
  assert.equal(style, 'flex', 'with its style sheet');
  await visit('/lv/search/?q=avanss');
  await page.locator('#ui_results [data-result]').first().waitFor();
  assert.equal(site.asked.length, before, 'nothing was asked of the server');
});

test('offline: a page that starts its scripts at once is loaded before the language is cached', async () => {
  await visit('/lv/documents/claim-letter/');
  await page.evaluate(() => localStorage.setItem('situ:/:case', JSON.stringify({ client: 'Ilze' })));
  site.asked.length = 0;
  await page.reload();
  await page.locator('.fillable label').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(1000);
  assert.ok(!site.asked.includes('/sw.js'), 'the first load is not alone');
  await until(() => site.asked.includes('/sw.js'), 'the language is not cached');
});

test('offline: an outdated statement on law is marked', async () => {
  await visit('/lv/');
  await touch();
  await page.context().setOffline(true);
  site.down = true;
  await page.clock.setFixedTime(new Date('2031-01-01'));
  await visit('/lv/articles/getting-paid/');
  const notes = page.locator('.law[open] .law-old');
  assert.ok((await notes.count()) > 0);
  for (const note of await notes.all()) assert.ok(await note.isVisible());
});

test('offline: a new build replaces the old one in one step, and fetches only what differs', async () => {
  await visit('/lv/');
  const old = await touch();
  change('content/lv/articles/first-hour.md', 'title: ', 'title: Jauns ');
  build();
  await visit('/lv/situations/work-not-accepted/');
  assert.ok(!(await page.content()).includes('Jauns'), 'the old build until the new one is complete');
  site.asked.length = 0;
  const now = await touch(old);
  assert.equal(now.length, 1);
  const fetched = site.asked.filter(address => address.endsWith('/'));
  assert.ok(fetched.includes('/lv/articles/first-hour/') && fetched.includes('/lv/articles/'), fetched.join(' '));
  assert.ok(
    fetched.length < listed('lv').filter(href => href.endsWith('/')).length / 2,
    `${fetched.length} pages fetched`,
  );
  assert.ok(!fetched.includes('/lv/about/'));
  for (const address of ['/lv/situations/work-not-accepted/', '/lv/articles/first-hour/', '/lv/articles/']) {
    await visit(address);
    assert.match(await page.content(), /Jauns/, address);
  }
});

test('offline: while an update fails, readers keep the old build', async () => {
  await visit('/lv/');
  const old = await touch();
  change('content/lv/site.yaml', 'title: ', 'title: Jauns ');
  build();
  site.refuse = address => address === '/lv/map/' && 503;
  site.asked.length = 0;
  await visit('/lv/');
  await page.keyboard.press('Shift');
  await until(() => site.asked.includes('/lv/map/'), 'the new build is not fetched');
  await page.waitForTimeout(500);
  assert.deepEqual(await completeCaches(), old);
  for (const address of ['/lv/', '/lv/phrases/', '/lv/map/']) {
    await visit(address);
    assert.ok(!(await page.content()).includes('Jauns'), address);
  }
  site.refuse = null;
  await page.reload();
  await touch(old);
  await visit('/lv/map/');
  assert.match(await page.content(), /Jauns/);
});

test('offline: switching it off deletes the caches', async () => {
  await visit('/lv/');
  await touch();
  change('content/site.yaml', 'base_url:', 'offline: false\nbase_url:');
  change('content/lv/site.yaml', 'title: ', 'title: Jauns ');
  build();
  await visit('/lv/');
  await page.keyboard.press('Shift');
  await until(async () => !(await completeCaches()).length, 'the language is still cached');
  await visit('/lv/');
  assert.match(await page.content(), /Jauns/);
});

test('offline: false caches nothing', async () => {
  change('content/site.yaml', 'base_url:', 'offline: false\nbase_url:');
  build();
  await visit('/lv/');
  await wake(page);
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});
