// A page that exists in one language only: the language switch says so, and leads to an existing page.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNone, launch, open, phone } from './site.mjs';

const article = (title, more = '') => `---\ntitle: ${title}\nsummary: ${title}.\n${more}---\n\n${title}.\n`;
const FILES = {
  'site.yaml': 'base_url: https://kb.example\nlanguages: [lv, ru, bg, en]\n',
  'lv/site.yaml': 'title: Viens\ndescription: Pirmais.\n',
  'ru/site.yaml': 'title: Один\ndescription: Первый.\n',
  'bg/site.yaml': 'title: Едно\ndescription: Първо.\n',
  'en/site.yaml': 'title: One\ndescription: First.\n',
  'lv/articles/only.md': article('Tikai latviski'),
  'lv/articles/both.md': article('Divās valodās'),
  'ru/articles/both.md': article('На двух языках'),
  'en/pages/about.md': article('About'),
};
/** Where the language switch of /lv/articles/only/ leads, and what it says in each language. */
const WORDS = {
  ru: { there: '/ru/articles/', says: 'Русский: пока нет, вот ближайшая' },
  bg: { there: '/bg/', says: 'Български: още я няма, ето най-близката' },
  en: { there: '/en/', says: 'English: not translated yet, here is the nearest page' },
};

let root, site, browser;
before(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'situ-languages-'));
  for (const [file, text] of Object.entries(FILES)) {
    const place = path.join(root, 'content', file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  site = await open({ root });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(root, { recursive: true, force: true });
});

for (const javaScriptEnabled of [true, false]) {
  test(`missing translation: readers are informed, links lead to a page, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const page = await phone(browser, { javaScriptEnabled });
    for (const [lang, { there, says }] of Object.entries(WORDS)) {
      assert.equal((await fetch(site.url(there))).status, 200);
      await page.goto(site.url('/lv/articles/only/'));
      const link = page.locator(`.languages a[hreflang=${lang}]`);
      const notice = page.locator(`#${await link.getAttribute('aria-describedby')}`);
      assert.ok(await notice.isVisible());
      assert.match(await notice.textContent(), /^Šī lapa vēl nav tulkota\./);
      const own = notice.locator(`a[lang=${lang}]`);
      assert.equal(await own.textContent(), says);
      for (const way of [link, own]) {
        await page.goto(site.url('/lv/articles/only/'));
        await way.tap();
        await page.waitForURL(site.url(there));
      }
    }
    await page.context().close();
  });
}

test('missing translation: languages that have the page are not mentioned', async () => {
  const page = await phone(browser);
  await page.goto(site.url('/ru/articles/both/'));
  assert.equal(await page.locator('.languages a[hreflang=lv]').getAttribute('aria-describedby'), null);
  assert.deepEqual(await page.locator('#ui_missing a').evaluateAll(all => all.map(one => one.lang)), ['bg', 'en']);
  await page.goto(site.url('/ru/'));
  assert.equal(await page.locator('#ui_missing').count(), 0);
  await page.context().close();
});

test('missing translation: axe finds no error', async () => {
  const page = await browser.newPage();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(site.url('/lv/articles/only/'));
    assertNone(await violations(page));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  }
  await page.close();
});
