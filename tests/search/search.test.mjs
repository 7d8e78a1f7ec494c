// The search page as its readers use it: typing, keys, addresses; other spellings; no index; no script.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { assertNone, launch, open, phone, watch } from '../browser/site.mjs';

let site, browser, page, faults;
before(async () => {
  site = await open({ base: '/kb/' });
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

const visit = (lang, rest = '') => page.goto(site.url(`/kb/${lang}/search/${rest}`));
const field = () => page.locator('#at_q');
const results = () => page.locator('#at_results [data-result]');
const first = () => results().first();
const ask = async query => {
  await field().fill(query);
  await page.waitForFunction(asked => new URLSearchParams(location.search).get('q') === asked, query);
  await page.locator('#at_results > *').first().waitFor();
};

for (const [lang, query, words] of [
  ['lv', 'dārgi', 'Ar ko Jūs salīdzināt?'],
  ['ru', 'дорого', 'С чем Вы сравниваете?'],
  ['bg', 'очаквах друго', 'Благодаря, че го казвате'],
]) {
  test(`a client's words show the ready answer (${lang})`, async () => {
    await visit(lang);
    await ask(query);
    const phrase = page.locator('#at_results [data-result=phrase]').first();
    await phrase.getByText(words).waitFor();
    assert.ok((await phrase.locator('mark').count()) > 0, 'the words are marked');
  });
}

test('words in other forms are marked, and the heading is a link to its place', async () => {
  await visit('lv');
  await ask('kavēto termiņu');
  assert.match(await first().locator('> a').getAttribute('href'), /^\/kb\/lv\/articles\/late-deadline\/$/);
  await page.locator('#at_results .excerpt mark').first().waitFor();
  const heading = page.locator('#at_results .excerpt a').first();
  assert.match(await heading.getAttribute('href'), /^\/kb\/lv\/.+\/#.+/);
});

test('the query stands in the address, and an address asks', async () => {
  await visit('ru', '?q=ljhjuj');
  await results().first().waitFor();
  assert.equal(await field().inputValue(), 'ljhjuj');
  assert.ok(!(await page.locator('#at_all').isVisible()));
  await field().fill('');
  await page.locator('#at_all').waitFor({ state: 'visible' });
  assert.equal(new URL(page.url()).search, '');
});

test('arrows walk, Enter opens, Escape leads back', async () => {
  await visit('bg');
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.keyboard.type('klientyt mylchi');
  await results().first().waitFor();
  assert.match(await page.locator('#at_status').textContent(), /\d/, 'the count is announced');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.id);
  await page.keyboard.press('ArrowDown');
  const one = await focused();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(), one);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), one);
  await page.keyboard.press('Escape');
  assert.equal(await focused(), 'at_q');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(site.url(one));
});

test('an empty answer suggests words and the guide', async () => {
  await visit('lv');
  await ask('zzzzqqqq');
  assert.equal(await results().count(), 0);
  assert.match(await page.locator('#at_results a').first().getAttribute('href'), /\/guide\/$/);
});

test('without the index the list is narrowed down in place', async () => {
  await page.route('**/search/index.json', route => route.fulfill({ status: 500, body: '' }));
  await visit('lv');
  await field().fill('avanss');
  await page.waitForFunction(() => document.querySelectorAll('#at_all .rows>li:not([hidden])').length < 12);
  assert.ok((await page.locator('#at_all .rows>li:not([hidden])').count()) > 0);
  // The browser reports the answer that this test has made up.
  faults.length = 0;
});
