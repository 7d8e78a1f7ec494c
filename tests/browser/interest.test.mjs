// Late interest with the reader's own sum and dates.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { onAPhone, phone, wake } from './site.mjs';

/** A site whose letter has the figures, in a new folder. */
const letterSite = () => {
  const root = mkdtempSync(path.join(tmpdir(), 'situ-interest-'));
  const table =
    '  - country: lv\n    currency: EUR\n    days: actual/365\n    changes: half-year\n    compensation: 40\n    source: https://a.example\n    seen: 2026-11-29\n    periods: [{from: 2026-01-01, rate: 10.15}]\n';
  const blanks = ['sum', 'due', 'paid', 'interest', 'fixed', 'total', 'days'];
  const types = {
    sum: 'money',
    due: 'date',
    paid: 'date',
    interest: 'money',
    fixed: 'money',
    total: 'money',
    days: 'text',
  };
  const yaml = pairs => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
  const files = {
    'site.yaml': `base_url: https://kb.example\nlanguages: [lv]\ncountries: [lv]\ncase: ${yaml(Object.entries(types))}\n`,
    'rates.yaml': `case: {sum: sum, due: due, until: paid}\nfills: {interest: interest, compensation: fixed, total: total, days: days}\nrates:\n${table}`,
    'lv/site.yaml': `title: Procenti\ncountries: {lv: Latvijā}\ncurrency: EUR\ncase: ${yaml(blanks.map(id => [id, `lauks ${id}`]))}\n`,
    'lv/articles/letter.md': `---\ntitle: Vēstule\nsummary: Vēstule.\n---\n\n> [!INTEREST lv]\n> Vārdi.\n\n> [!SAY]\n> ${blanks.map(id => `[lauks ${id}]`).join(' ')}\n`,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, 'content', file)), { recursive: true });
    writeFileSync(path.join(root, 'content', file), text);
  }
  return root;
};

const cells = page =>
  page
    .locator('.interest [data-interest] > div:nth-child(2) tbody tr')
    .evaluateAll(rows => rows.map(row => row.innerText.replace(/\s+/g, ' ').trim()));
const inputs = page => page.locator('.interest .fields input');
const enter = async (page, sum, due, until) => {
  await inputs(page).nth(0).fill(sum);
  await inputs(page).nth(1).fill(due);
  await inputs(page).nth(2).fill(until);
};

describe('late interest', () => {
  const at = onAPhone();
  const visit = async lang => {
    await at.page.goto(at.site.url(`/${lang}/articles/getting-paid/`));
    await wake(at.page);
    await at.page.locator('.interest .fields').waitFor();
  };

  test('the rates of the country and kind give the worked example of the page', async () => {
    await visit('lv');
    await enter(at.page, '1 200,00 EUR', '2026-01-15', '2026-03-01');
    const rows = await cells(at.page);
    assert.match(rows[0], /\(45\) 10,15 % 15,02 EUR$/);
    assert.deepEqual(
      rows.slice(1).map(row => row.replace(/^\D+/, '')),
      ['15,02 EUR', '40,00 EUR', '1255,02 EUR'],
    );
    const example = (await at.page.locator('.interest').innerText()).replaceAll('\u00a0', ' ');
    assert.ok(example.includes('Kopā ar parādu: 1200,00 + 15,02 + 40,00 = 1255,02 EUR'), example);
    await at.page.locator('.interest button[aria-pressed=false]').tap();
    assert.deepEqual(
      (await cells(at.page)).map(row => row.match(/\S+ EUR$/)[0]),
      ['8,88 EUR', '8,88 EUR', '1208,88 EUR'],
    );
  });

  test('sum and date are those of the case', async () => {
    await visit('bg');
    await enter(at.page, '1200', '2026-03-15', '2026-06-30');
    assert.match((await cells(at.page))[0], /\(107\) 10,15 % 36,20 EUR$/);
    await at.page.goto(at.site.url('/bg/situations/client-will-not-pay/'));
    await at.page.waitForFunction(() => document.querySelector('.case input[data-case=due]')?.value === '2026-03-15');
  });

  test('days without a rate are said, and the reader can enter theirs', async () => {
    await visit('lv');
    await enter(at.page, '1200', '2026-05-01', '2026-08-01');
    const interest = at.page.locator('.interest');
    const gap = interest.locator('p', { hasText: '01.07.2026. – 01.08.2026.' });
    assert.match(await gap.innerText(), /bank\.lv/);
    assert.equal((await cells(at.page)).length, 4);
    const rate = interest.locator('label input').last();
    await rate.fill('10,4');
    await rate.blur();
    const rows = await cells(at.page);
    assert.match(rows[0], /\(60\) 10,15 % 20,02 EUR$/);
    assert.match(rows[1], /\(32\) 10,4 % 10,94 EUR$/);
    assert.match(rows[2], /30,96 EUR$/);
    assert.equal(await gap.count(), 0);
  });

  test('nothing is late before the day', async () => {
    await visit('ru');
    await enter(at.page, '80000', '2026-03-01', '2026-03-01');
    assert.equal(await at.page.locator('.interest table').count(), 1);
    assert.ok((await at.page.locator('.interest').innerText()).includes('Просрочки ещё нет.'));
  });

  test('without a script there are rates, formula and example', async t => {
    const page = await phone(at.browser, { javaScriptEnabled: false }, t);
    await page.goto(at.site.url('/ru/articles/getting-paid/'));
    const text = await page.locator('.interest').innerText();
    assert.ok(
      text.includes('15,5\u00a0%') && text.includes('80\u00a0000,00 × 15,5\u00a0% × 30 ÷ 365 = 1\u00a0019,18\u00a0₽'),
      text,
    );
  });
});

describe('the letter', () => {
  const at = onAPhone({ root: letterSite() });

  test('figures fill the blanks, and follow once they are there', async () => {
    await at.page.goto(at.site.url('/lv/articles/letter/'));
    await wake(at.page);
    await at.page.locator('.interest .fields').waitFor();
    await enter(at.page, '1200', '2026-01-15', '2026-03-01');
    const letter = () => at.page.locator('.say-text').innerText();
    assert.ok((await letter()).includes('[lauks total]'));
    await at.page.locator('.interest p button').last().tap();
    assert.match((await letter()).replaceAll('\u00a0', ' '), /1200 EUR|1200,00 EUR/);
    assert.match(
      (await letter()).replaceAll('\u00a0', ' '),
      /15\.01\.2026\. 01\.03\.2026\. 15,02 EUR 40,00 EUR 1255,02 EUR 45/,
    );
    await inputs(at.page).nth(2).fill('2026-03-16');
    assert.match((await letter()).replaceAll('\u00a0', ' '), /20,02 EUR 40,00 EUR 1260,02 EUR 60/);
  });
});
