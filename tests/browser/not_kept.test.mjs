// Without a network: every form of an address, pages that are not kept, files that a host refuses, lost connections.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { SITU, assertNone, launch, phone, serve, until } from './site.mjs';
import { FILES, buildSmallSite, keepLanguage, keptFiles, listOf } from './small_site.mjs';

let browser, root, out, site, page;
before(async () => {
  ({ root, out } = buildSmallSite());
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  site = await serve(() => out);
  page = await phone(browser);
});
afterEach(async () => {
  await page.context().close();
  await site.close();
});

const visit = address => page.goto(site.url(address));
const here = () => page.url().slice(site.url('/').length - 1);
const list = lang => listOf(out, lang);
const kept = lang => keptFiles(page, lang);
const keep = (lang, count) => keepLanguage(page, site, out, lang, count);
const disconnect = async () => {
  await page.context().setOffline(true);
  site.down = true;
};

test('offline: every page of a language is complete, and nothing else is kept', async () => {
  await keep('lv');
  await disconnect();
  const failed = [];
  page.on('requestfailed', request => failed.push(`${here()}: ${request.url()}`));
  const files = list('lv').files.map(([href]) => href);
  const needed = new Set();
  page.on('request', request => needed.add(new URL(request.url()).pathname));
  const pages = files.filter(href => /\/$|\.html$/.test(href));
  assert.ok(pages.length > 6, `${pages}`);
  for (const href of pages) {
    await visit(href);
    // A page at a former address leads to another one at once.
    if (href.includes('mierigi')) await page.waitForURL(site.url('/lv/articles/calm/'));
    await page.evaluate(() => document.querySelectorAll('img').forEach(picture => (picture.loading = 'eager')));
    await page.keyboard.press('Shift');
    // A part with a script of its own loads it when the reader turns to it.
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('[data-import]')) part.dispatchEvent(new Event('focusin'));
    });
    await page.waitForLoadState('networkidle');
  }
  await visit('/lv/search/?q=mierigi');
  await page.locator('#ui_results [data-result] .excerpt mark').first().waitFor();
  assertNone(failed);
  // The browser itself asks for the manifest and its icons when the site is installed.
  const apart = href => /manifest\.json$|icon-\d+\.\w+\.png$/.test(href);
  assertNone(files.filter(href => !needed.has(href) && !apart(href)).map(href => `${href} is kept and never needed`));
});

test('offline: each form of an address leads to its page, with its query and fragment', async () => {
  await keep('lv');
  await disconnect();
  for (const form of [
    '/lv/articles/calm',
    '/lv/articles/calm/index.html',
    '/lv/articles/calm?utm_source=post',
    '/lv/articles/calm/?utm_source=post#ui_main',
    '/LV/Articles/Calm/',
    '/lv/%61rticles//calm#ui_main',
    '/lv/articles/mierigi/',
    '/lv/articles/mierigi',
  ]) {
    await visit(form);
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Mierīgi', null, { timeout: 5000 });
    assert.equal(here().includes('utm_source'), form.includes('utm_source'), here());
    assert.equal(here().includes('#ui_main'), form.includes('#ui_main'), here());
  }
  await visit('/');
  assert.deepEqual(await page.locator('.cards a').allTextContents(), ['Latviešu', 'Русский']);
  await visit('/lv/search?q=mierigi');
  await page.locator('#ui_results [data-result]').first().waitFor();
});

test('offline: a page that is not kept says so in its language, with what is kept', async () => {
  await keep('lv');
  await disconnect();
  for (const [address, lang, title] of [
    ['/ru/articles/only/', 'ru', 'Нет соединения · Один'],
    ['/RU/articles/only', 'ru', 'Нет соединения · Один'],
    ['/lv/articles/new/', 'lv', 'Nav savienojuma · Viens'],
  ]) {
    const response = await visit(address);
    assert.equal(response.status(), 200);
    await page.waitForFunction(title => document.title === title, title);
    assert.equal(here(), address, 'the address stays, so that the page can be tried again');
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.deepEqual(await page.locator('h1 span').allTextContents(), [title.split(' · ')[0]]);
    await page.waitForFunction(() => document.querySelectorAll('[data-keeps]').length === 1);
    assert.equal(await page.locator('[data-keeps] a').getAttribute('href'), '/lv/');
  }
  await page.locator('[data-keeps] a').tap();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Viens');
  // An address of no language is answered in all of them.
  await visit('/elsewhere/');
  assert.deepEqual(await page.locator('h1 span').allTextContents(), ['Nav savienojuma', 'Нет соединения']);
  await page.waitForFunction(() => document.querySelectorAll('[data-keeps]').length === 2);
  // With a connection, trying again shows the page.
  await visit('/ru/articles/only/');
  site.down = false;
  await page.context().setOffline(false);
  await page.getByText('Попробовать ещё раз').tap();
  await page.waitForFunction(() => document.title === 'Только · Один');
});

test('offline: two languages are kept one after the other', async () => {
  await keep('lv');
  await keep('ru');
  assert.equal((await kept('lv')).length, list('lv').files.length);
  await disconnect();
  for (const [address, title] of [
    ['/lv/articles/calm/', 'Mierīgi'],
    ['/ru/articles/only/', 'Только'],
  ]) {
    await visit(address);
    assert.equal(await page.locator('h1').textContent(), title);
  }
});

test('offline: a file that the host refuses does not stop the others, and is tried again', async () => {
  const drawing = list('lv').files.find(([href]) => href.endsWith('.svg') && href.includes('/media/'))[0];
  const all = list('lv').files.length;
  site.refuse = address => address === drawing && 404;
  await keep('lv', all - 1);
  assert.ok(!(await kept('lv')).includes(drawing));
  site.refuse = null;
  await keep('lv', all);
});

test('offline: a page that the host redirects can be shown', async () => {
  // As hosts do that leave out the ending of a file name.
  site.refuse = address => address === '/lv/articles/calm/' && '/lv/articles/calm/index.html';
  await keep('lv');
  site.refuse = null;
  await disconnect();
  await visit('/lv/articles/calm/');
  assert.equal(await page.locator('h1').textContent(), 'Mierīgi');
});

test('offline: after a lost connection the next visit fetches only what is missing', async () => {
  const addresses = list('lv').files.map(([href]) => href);
  const half = addresses.slice(addresses.length / 2).find(address => !address.endsWith('/'));
  site.refuse = address => address === half && 503;
  await visit('/lv/');
  await page.keyboard.press('Shift');
  await until(() => site.asked.includes(half), 'the files are not fetched');
  await page.waitForTimeout(300);
  assert.deepEqual(await kept('lv'), []);
  site.refuse = null;
  site.asked.length = 0;
  await keep('lv');
  // The page itself fetches a few files again.
  const again = site.asked.filter(address => addresses.slice(0, addresses.length / 2).includes(address));
  assert.ok(again.length < addresses.length / 4, `${again}`);
});

test('offline: a deleted page is no longer kept', async () => {
  await keep('ru');
  const file = path.join(root, 'content/ru/articles/only.md');
  rmSync(file);
  try {
    assert.equal(spawnSync(SITU, ['build', '--root', root, '--out', out]).status, 0);
    await keep('ru');
    await until(async () => !(await kept('ru')).includes('/ru/articles/only/'), 'the page is still kept');
    assert.equal((await visit('/ru/articles/only/')).status(), 404);
    await disconnect();
    await visit('/ru/articles/only/');
    assert.equal(await page.locator('h1 span').textContent(), 'Нет соединения');
  } finally {
    writeFileSync(file, FILES['ru/articles/only.md']);
    spawnSync(SITU, ['build', '--root', root, '--out', out]);
  }
});

test('not found: the page is in the language of the address, with and without a script', async () => {
  for (const [address, spoken] of [
    ['/ru/articles/none/', ['Страница не найдена']],
    ['/RU/none', ['Страница не найдена']],
    ['/lv/none/', ['Lapa nav atrasta']],
    ['/none/', ['Lapa nav atrasta', 'Страница не найдена']],
    ['/rus/', ['Lapa nav atrasta', 'Страница не найдена']],
  ]) {
    assert.equal((await visit(address)).status(), 404);
    assert.deepEqual(await page.locator('h1 span').allTextContents(), spoken, address);
    assert.equal(await page.locator('section:visible').count(), spoken.length);
    if (spoken.length === 1) assert.ok((await page.title()).startsWith(spoken[0]));
  }
  const plain = await phone(browser, { javaScriptEnabled: false });
  await plain.goto(site.url('/ru/none/'));
  assert.deepEqual(await plain.locator('h1 span').allTextContents(), ['Lapa nav atrasta', 'Страница не найдена']);
  const form = plain.locator('section[lang=ru] form');
  await form.locator('input').fill('только');
  await form.locator('button').tap();
  await plain.waitForURL(site.url('/ru/search/?q=*').replace('?', '\\?'));
  await plain.context().close();
});
