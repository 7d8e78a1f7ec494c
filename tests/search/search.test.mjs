// The search page: typing, keys, addresses, other spellings, without an index, without a script.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assertNone, onAPhone, open, until, wake } from '../browser/site.mjs';

const at = onAPhone({ base: '/kb/' });

const visit = (lang, rest = '') => at.page.goto(at.site.url(`/kb/${lang}/search/${rest}`));
const field = () => at.page.locator('#ui_search');
const results = () => at.page.locator('#ui_results [data-result]');
const first = () => results().first();
const ask = async query => {
  // Wait until the results of the previous query are gone.
  await field().fill('');
  await at.page.waitForFunction(() => !document.getElementById('ui_results').children.length);
  await field().fill(query);
  await at.page.waitForFunction(asked => new URLSearchParams(location.search).get('q') === asked, query);
  await at.page.locator('#ui_results > *').first().waitFor();
};

for (const [lang, query, words] of [
  ['lv', 'dārgi', 'Ar ko Jūs salīdzināt?'],
  ['ru', 'дорого', 'С чем Вы сравниваете?'],
  ['bg', 'очаквах друго', 'Благодаря, че го казвате'],
]) {
  test(`search: a client's words find the ready answer (${lang})`, async () => {
    await visit(lang);
    await ask(query);
    const phrase = at.page.locator('#ui_results [data-result=phrase]').first();
    await phrase.getByText(words).waitFor();
    assert.ok((await phrase.locator('mark').count()) > 0, 'the words are marked');
  });
}

const queries = JSON.parse(readFileSync(new URL('queries.json', import.meta.url), 'utf8'));
for (const lang of ['lv', 'ru', 'bg']) {
  test(`search: queries of every kind find what they mean (${lang})`, async () => {
    await visit(lang);
    const missed = [];
    for (const { kind, query, finds, within } of queries.filter(one => one.lang === lang)) {
      await ask(query);
      const found = await results()
        .locator('> a')
        .evaluateAll(links => links.map(link => link.getAttribute('href')));
      const right = finds ? found.slice(0, within).includes(`/kb/${finds}`) : !found.length;
      if (!right) missed.push(`${kind}: ${query} finds ${found.slice(0, within)}`);
    }
    assertNone(missed);
  });
}

test('search: results are counted, and the count is announced', async () => {
  await visit('lv');
  await ask('klients');
  const before = await results().count();
  const announced = await at.page.locator('#ui_status').textContent();
  const count = Number(announced.replace('Atrasts: ', ''));
  assert.ok(before === 20 && count > 20, `${before} texts of ${announced}`);
  await until(async () => {
    await results().last().scrollIntoViewIfNeeded();
    return (await results().count()) >= count;
  }, `not all texts of ${announced} are shown`);
  assert.equal(await results().count(), count);
  assert.equal(await at.page.locator('#ui_results .count').first().textContent(), `Atrasts: ${count}`);
});

test('search: excerpts need no page', async () => {
  const pages = [];
  at.page.on('request', request => {
    if (request.resourceType() === 'fetch' && !request.url().endsWith('.json')) pages.push(request.url());
  });
  await visit('lv');
  await ask('klients');
  await at.page.locator('#ui_results .excerpt mark').first().waitFor();
  const further = results().nth(19);
  await further.scrollIntoViewIfNeeded();
  await further.locator('.excerpt').filter({ hasText: /\w/ }).waitFor();
  assertNone(pages);
});

test('search: the words that were guessed are named, and the guide is offered if no word is certain', async () => {
  await visit('lv');
  const guide = at.page.locator('#ui_results a[href$="/guide/"]');
  await ask('atsuaksme');
  await at.page.locator('#ui_results').getByText('Precīzas atbilstības nav: atsuaksme.').waitFor();
  assert.equal(await guide.count(), 1);
  await ask('klients atsuaksme');
  await at.page.locator('#ui_results').getByText('Precīzas atbilstības nav: atsuaksme.').waitFor();
  assert.equal(await guide.count(), 0);
  await ask('atsauksm');
  assert.equal(await at.page.locator('#ui_results').getByText('Precīzas atbilstības nav').count(), 0);
});

test('search: without a script the form leads to the list from A to Z', async () => {
  const context = await at.browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(at.site.url('/kb/ru/'));
  await plain.locator('main input[type=search]').first().fill('аванс');
  await plain.keyboard.press('Enter');
  await plain.waitForURL(at.site.url('/kb/ru/search/?q=*').replace('?', '\\?'));
  assert.ok((await plain.locator('#ui_index .rows > li:visible').count()) > 50);
  await context.close();
});

test('search: a language without a stemmer has prefixes, folded letters and typing errors', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'situ-et-'));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const article = (title, text) => `---\ntitle: ${title}\nsummary: ${text}\n---\n\n${text}\n`;
  write('content/site.yaml', 'base_url: https://example.org\nlanguages: [et, en]\n');
  write('content/et/site.yaml', 'title: Abi\n');
  write('content/en/site.yaml', 'title: Help\n');
  write('content/et/articles/unpaid.md', article('Maksmata arve', 'Klient ei ole arvet õigel ajal tasunud.'));
  write('content/et/articles/question.md', article('Küsimused kliendile', 'Mida enne tööd küsida.'));
  write('content/en/articles/unpaid.md', article('An unpaid invoice', 'The client has not paid in time.'));
  const small = await open({ root, base: '/small/' });
  try {
    const found = {};
    for (const [lang, query] of [
      ['et', 'kusimused'],
      ['et', 'KÜSIM'],
      ['et', 'maskmata'],
      ['et', 'oigel'],
      ['en', 'invoic'],
      ['en', 'unpiad'],
    ]) {
      await at.page.goto(small.url(`/small/${lang}/search/`));
      await ask(query);
      found[query] = (await first().locator('> a').getAttribute('href'))?.replace(/^\/small\//, '');
    }
    const [unpaid, question] = ['et/articles/unpaid/', 'et/articles/question/'];
    assert.deepEqual(found, {
      kusimused: question,
      KÜSIM: question,
      maskmata: unpaid,
      oigel: unpaid,
      invoic: 'en/articles/unpaid/',
      unpiad: 'en/articles/unpaid/',
    });
  } finally {
    await small.close();
    rmSync(root, { recursive: true });
    // The requests of this test go to another site.
    at.faults.length = 0;
  }
});

test('search: a large index loads titles of visible results only', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'situ-many-'));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('content/site.yaml', 'base_url: https://example.org\nlanguages: [lv]\n');
  write('content/lv/site.yaml', 'title: Palīgs\n');
  for (let number = 0; number < 900; number++) {
    const title = `${number % 30 ? 'Padoms' : 'Kavējums'} ${number}. Par darbu, kuru pasūtītājs vēl nav pieņēmis un par kuru runā garā virsrakstā`;
    write(`content/lv/articles/a${number}.md`, `---\ntitle: ${title}\nsummary: Īsi.\n---\n\nKlients gaida.\n`);
  }
  const large = await open({ root, base: '/large/' });
  try {
    const parts = [];
    at.page.on('request', request => {
      if (/\/t-\w+\.json$/.test(request.url())) parts.push(request.url());
    });
    await at.page.goto(large.url('/large/lv/search/'));
    await ask('kavējumi');
    assert.equal(await results().count(), 20);
    assert.ok(parts.length > 1 && parts.length <= 20, `${parts.length} files of titles`);
    assert.equal(await at.page.locator('#ui_results .count').first().textContent(), 'Atrasts: 30');
    await until(async () => {
      await results().last().scrollIntoViewIfNeeded();
      return (await results().count()) >= 30;
    }, 'not all texts are shown');
    const found = await results()
      .locator('> a')
      .evaluateAll(links => links.map(link => [link.getAttribute('href'), link.textContent]));
    assertNone(found.filter(([href, title]) => !title.startsWith(`Kavējums ${Number(href.match(/a(\d+)/)?.[1])}.`)));
    assert.equal(new Set(found.map(([href]) => href)).size, 30);
  } finally {
    // Pending requests are aborted before their server closes.
    await at.page.goto('about:blank');
    await large.close();
    rmSync(root, { recursive: true });
    // The requests of this test go to another site.
    at.faults.length = 0;
  }
});

test('search: inflected words are marked, and a kept page gives the sentence with a link to its heading', async () => {
  await visit('lv');
  await at.page.evaluate(async () => (await caches.open('kept')).add('/kb/lv/articles/three-degrees/'));
  await ask('triecieniem');
  const result = at.page.locator('#ui_results [data-result]', { has: at.page.locator('a[href$="/three-degrees/"]') });
  await result.locator('.excerpt mark').getByText('triecienu').waitFor();
  assert.match(await result.locator('.excerpt a').getAttribute('href'), /^\/kb\/lv\/articles\/three-degrees\/#why$/);
});

test('search: the query is in the address, and an address runs a query', async () => {
  await visit('ru', '?q=ljhjuj');
  await results().first().waitFor();
  assert.equal(await field().inputValue(), 'ljhjuj');
  assert.ok(!(await at.page.locator('#ui_index').isVisible()));
  await field().fill('');
  await at.page.locator('#ui_index').waitFor({ state: 'visible' });
  assert.equal(new URL(at.page.url()).search, '');
});

test('search: arrows move, Enter opens, Escape returns to the field', async () => {
  await visit('bg');
  await wake(at.page);
  await at.page.keyboard.press('/');
  // Inserted at once, so that no results for a part of it are shown.
  await at.page.keyboard.insertText('klientyt mylchi');
  await results().first().waitFor();
  assert.match(await at.page.locator('#ui_status').textContent(), /\d/, 'the count is announced');
  const focused = () =>
    at.page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.id);
  await at.page.keyboard.press('ArrowDown');
  const one = await focused();
  await at.page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(), one);
  await at.page.keyboard.press('ArrowUp');
  assert.equal(await focused(), one);
  await at.page.keyboard.press('Escape');
  assert.equal(await focused(), 'ui_search');
  await at.page.keyboard.press('ArrowDown');
  await at.page.keyboard.press('Enter');
  await at.page.waitForURL(at.site.url(one));
});

test('search: without a result it suggests words and the guide', async () => {
  await visit('lv');
  await ask('zzzzqqqq');
  assert.equal(await results().count(), 0);
  assert.match(await at.page.locator('#ui_results a').first().getAttribute('href'), /\/guide\/$/);
});

test('search: without an index the list is filtered', async () => {
  await at.page.route('**/search/index.json', route => route.fulfill({ status: 500, body: '' }));
  await visit('lv');
  await field().fill('avanss');
  await at.page.waitForFunction(() => document.querySelectorAll('#ui_index .rows>li:not([hidden])').length < 12);
  assert.ok((await at.page.locator('#ui_index .rows>li:not([hidden])').count()) > 0);
  // The browser reports the error that this test returns.
  at.faults.length = 0;
});
