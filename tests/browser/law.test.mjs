// The law of the reader's country: open and folded statements, the choice and its memory, lines of one country, the links
// of a situation, paper, keyboard, accessibility.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNone, launch, open, phone, until, wake, watch } from './site.mjs';
import { buildSmallSite } from './small_site.mjs';

const article = (title, bg, lv, line) =>
  `---\ntitle: ${title}\nsummary: ${title}.\n---\n\n${title}.\n\n## ${title} {phase=now}\n\n- [ ] ${title}. {#ask}\n\n## Law {#law}\n\n` +
  `> [!LAW bg 2026-11-29 ${bg}](https://bg.example/2)\n> BG text.\n\n> [!LAW lv 2026-11-29 ${lv}](https://lv.example/1)\n> LV text.\n\n` +
  `> [!LAW eu 2026-11-29 2011/7](https://eu.example/7)\n> EU text.\n\n> [!LAW ru 2020-01-02]\n> RU text.\n\n` +
  `${line} {country=bg}\n\n- ${line} {country=lv,eu}\n- Everywhere.\n\n| a | b |\n|---|---|\n| c | d {country=ru} |\n`;
const settings = (names, country) =>
  `title: KB\ndescription: KB.\nphases: {now: Now}\ncountries: {${names}}\ncountry: ${country}\n`;
const FILES = {
  'site.yaml':
    'base_url: https://kb.example\nlanguages: [lv, ru]\ncountries: [bg, lv, ru, eu]\nunions: {eu: [lv, bg]}\n',
  'lv/site.yaml': settings('bg: Bulgārijā, lv: Latvijā, ru: Krievijā, eu: Savienībā', 'lv'),
  'ru/site.yaml': settings('bg: В Болгарии, lv: В Латвии, ru: В России, eu: В Союзе', 'ru'),
  'situations.yaml': 'phases: [now]\nsituations:\n  - {id: late, severity: 2, steps: {now: [money.ask]}}\n',
  'lv/situations/late.md': '---\ntitle: Kavē\nsummary: Kavē.\n---\n',
  'ru/situations/late.md': '---\ntitle: Поздно\nsummary: Поздно.\n---\n',
  'lv/articles/money.md': article('Nauda', 'Likums, 2. pants', 'Civillikums', 'Te ir citādi.'),
  'ru/articles/money.md': article('Деньги', 'Закон, ст. 2', 'Гражданский закон', 'Здесь иначе.'),
};
const ARTICLE = '/lv/articles/money/';

let site, browser, page, faults;
before(async () => {
  site = await open({ root: buildSmallSite(FILES).root });
  browser = await launch();
});
beforeEach(async () => {
  page = await phone(browser);
  faults = await watch(page, site);
});
afterEach(async () => {
  await page.context().close();
  assertNone(faults);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Ids of the open statements on law. */
const openLaws = () => page.locator('.law[open]').evaluateAll(laws => laws.map(law => law.id));
/** Texts of the visible parts that depend on a country. */
const lines = () =>
  page
    .locator('[data-country]:not(details)')
    .evaluateAll(lines =>
      lines.filter(line => line.checkVisibility()).map(line => line.innerText.replace(/\s+/g, ' ')),
    );
const visit = async address => {
  await page.goto(site.url(address));
  await wake(page);
  await page.locator('main select').waitFor();
};

test('law: without a script, that of the language is open, the others can be opened, lines have names', async () => {
  const still = await phone(browser, { javaScriptEnabled: false });
  page = still;
  await still.goto(site.url(ARTICLE));
  assert.deepEqual(await openLaws(), ['law-lv', 'law-eu']);
  assert.deepEqual(await lines(), ['Bulgārijā: Te ir citādi.', 'Latvijā, Savienībā: Te ir citādi.', 'Krievijā: c d']);
  assert.equal(await still.locator('main select, main button:visible').count(), 0);
  await still.locator('#law-bg summary').tap();
  assert.ok(await still.getByText('BG text.').isVisible());
  assert.ok(await still.locator('#law-bg a[href="https://bg.example/2"]').isVisible());
});

test('law: the choice is kept on the device, also for other pages and languages', async () => {
  await visit(ARTICLE);
  assert.deepEqual(await openLaws(), ['law-lv', 'law-eu'], 'before a choice');
  assert.equal((await lines()).length, 3);
  const select = page.locator('main select');
  assert.deepEqual(await select.locator('option').allTextContents(), [
    'Visās valstīs',
    'Bulgārijā',
    'Latvijā',
    'Krievijā',
  ]);
  await select.selectOption({ label: 'Bulgārijā' });
  assert.deepEqual(await openLaws(), ['law-bg', 'law-eu']);
  assert.deepEqual(
    await lines(),
    ['Te ir citādi.', 'Te ir citādi.'],
    'the union holds there too, and names are not needed',
  );
  await page.goto(site.url('/ru/articles/money/'));
  await until(
    async () => (await openLaws()).join() === 'law-bg,law-eu',
    'the choice does not reach the other language',
  );
  assert.equal(await page.locator('main select').inputValue(), 'bg');
  await page.goto(site.url('/lv/situations/late/'));
  await until(
    async () =>
      (await page.locator('main section > [data-country][open] > summary').allTextContents()).join() ===
      'Bulgārijā,Savienībā',
    'the choice does not reach the situation',
  );
  await page.locator('main select').selectOption('');
  assert.equal(await page.evaluate(() => localStorage.getItem('situ:/:country')), null);
});

test('law: lines of other countries can be shown', async () => {
  await visit(ARTICLE);
  await page.locator('main select').selectOption('lv');
  assert.deepEqual(await lines(), ['Te ir citādi.']);
  const others = page.getByRole('button', { name: 'spēkā citur' });
  await others.tap();
  assert.equal((await lines()).length, 3);
  assert.ok(
    (await lines()).every(line => /^[A-ZĀ-Ž]\S+(, \S+)?: /.test(line)),
    (await lines()).join(' | '),
  );
  assert.equal(await others.count(), 0);
});

test('law: a situation links to the statements of its articles, which are open when they are reached', async () => {
  await visit('/lv/situations/late/');
  const groups = page.locator('main section > details[data-country]');
  assert.deepEqual(await groups.locator('summary').allTextContents(), [
    'Latvijā',
    'Savienībā',
    'Bulgārijā',
    'Krievijā',
  ]);
  await page.locator('main select').selectOption('lv');
  await groups.nth(2).locator('summary').tap();
  await page.getByRole('link', { name: 'Likums, 2. pants' }).tap();
  await page.waitForURL(/#law-bg$/);
  await wake(page);
  await page.locator('main select').waitFor();
  assert.ok((await openLaws()).includes('law-bg'), 'the addressed statement');
});

test('law: keyboard reaches the choice and the statements', async () => {
  await visit(ARTICLE);
  await page.locator('main select').focus();
  await page.keyboard.press('ArrowDown');
  await until(async () => (await openLaws()).includes('law-bg'), 'the arrow does not choose');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const name = () => page.evaluate(() => document.activeElement.textContent);
  assert.match(await name(), /Bulgārijā/);
  await page.keyboard.press('Enter');
  assert.ok(!(await openLaws()).includes('law-bg'));
});

test('law: paper shows the statements of the reader, without the choice', async () => {
  await visit(ARTICLE);
  await page.locator('main select').selectOption('bg');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByText('BG text.').isVisible());
  assert.ok(await page.getByText('EU text.').isVisible());
  assert.equal(await page.locator('main select:visible').count(), 0);
});

test('law: an unknown choice of former days is ignored', async () => {
  await page.addInitScript(() => localStorage.setItem('situ:/:country', 'xx'));
  await visit(ARTICLE);
  assert.deepEqual(await openLaws(), ['law-lv', 'law-eu']);
  assert.equal((await lines()).length, 3);
});

test('law: no violations of accessibility', async () => {
  for (const address of [ARTICLE, '/lv/situations/late/']) {
    await visit(address);
    assertNone(await violations(page));
  }
});
