// The search page as its readers use it: typing, keys, addresses; other spellings; no index; no script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onAPhone } from '../browser/site.mjs';

const at = onAPhone({ base: '/kb/' });

const visit = (lang, rest = '') => at.page.goto(at.site.url(`/kb/${lang}/search/${rest}`));
const field = () => at.page.locator('#at_q');
const results = () => at.page.locator('#at_results [data-result]');
const first = () => results().first();
const ask = async query => {
  await field().fill(query);
  await at.page.waitForFunction(asked => new URLSearchParams(location.search).get('q') === asked, query);
  await at.page.locator('#at_results > *').first().waitFor();
};

for (const [lang, query, words] of [
  ['lv', 'dārgi', 'Ar ko Jūs salīdzināt?'],
  ['ru', 'дорого', 'С чем Вы сравниваете?'],
  ['bg', 'очаквах друго', 'Благодаря, че го казвате'],
]) {
  test(`a client's words show the ready answer (${lang})`, async () => {
    await visit(lang);
    await ask(query);
    const phrase = at.page.locator('#at_results [data-result=phrase]').first();
    await phrase.getByText(words).waitFor();
    assert.ok((await phrase.locator('mark').count()) > 0, 'the words are marked');
  });
}

test('words in other forms are marked, and the heading is a link to its place', async () => {
  await visit('lv');
  await ask('kavēto termiņu');
  assert.match(await first().locator('> a').getAttribute('href'), /^\/kb\/lv\/articles\/late-deadline\/$/);
  await at.page.locator('#at_results .excerpt mark').first().waitFor();
  const heading = at.page.locator('#at_results .excerpt a').first();
  assert.match(await heading.getAttribute('href'), /^\/kb\/lv\/.+\/#.+/);
});

test('the query stands in the address, and an address asks', async () => {
  await visit('ru', '?q=ljhjuj');
  await results().first().waitFor();
  assert.equal(await field().inputValue(), 'ljhjuj');
  assert.ok(!(await at.page.locator('#at_all').isVisible()));
  await field().fill('');
  await at.page.locator('#at_all').waitFor({ state: 'visible' });
  assert.equal(new URL(at.page.url()).search, '');
});

test('arrows walk, Enter opens, Escape leads back', async () => {
  await visit('bg');
  await at.page.locator('h1').click();
  await at.page.keyboard.press('/');
  await at.page.keyboard.type('klientyt mylchi');
  await results().first().waitFor();
  assert.match(await at.page.locator('#at_status').textContent(), /\d/, 'the count is announced');
  const focused = () => at.page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.id);
  await at.page.keyboard.press('ArrowDown');
  const one = await focused();
  await at.page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(), one);
  await at.page.keyboard.press('ArrowUp');
  assert.equal(await focused(), one);
  await at.page.keyboard.press('Escape');
  assert.equal(await focused(), 'at_q');
  await at.page.keyboard.press('ArrowDown');
  await at.page.keyboard.press('Enter');
  await at.page.waitForURL(at.site.url(one));
});

test('an empty answer suggests words and the guide', async () => {
  await visit('lv');
  await ask('zzzzqqqq');
  assert.equal(await results().count(), 0);
  assert.match(await at.page.locator('#at_results a').first().getAttribute('href'), /\/guide\/$/);
});

test('without the index the list is narrowed down in place', async () => {
  await at.page.route('**/search/index.json', route => route.fulfill({ status: 500, body: '' }));
  await visit('lv');
  await field().fill('avanss');
  await at.page.waitForFunction(() => document.querySelectorAll('#at_all .rows>li:not([hidden])').length < 12);
  assert.ok((await at.page.locator('#at_all .rows>li:not([hidden])').count()) > 0);
  // The browser reports the answer that this test has made up.
  at.faults.length = 0;
});
