// A document to fill in without a script: read on a phone and a desktop, printed as a letter, downloaded.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { buildSmallSite } from './small_site.mjs';
import { assertNone, launch, serve, sheets } from './site.mjs';

const row = (what, sum) => `| ${what} | ${sum} |\n`;
const LETTER = `[town], [today]

**From:** [my name], [my number]\\
**To:** [client], [number of the client]

## Claim for an unpaid invoice

Under the agreement of [day of the agreement], the work was handed over on [day of delivery].
The invoice No. [number of the invoice] was due on [day]. It has not been paid.

${row('What', 'Sum')}${row('---', '--:')}${row('Main debt', '[sum]')}${row('Interest', '[interest]')}${row('Total', '[total]')}
We ask you:

1. to pay [total] until [new day];
2. to answer in writing if you do *not* agree.

[my name]`;
const FILES = {
  'site.yaml': 'base_url: https://kb.example\nlanguages: [lv]\ncountries: [lv]\n',
  'lv/site.yaml': 'title: Viens\ndescription: Pirmais.\nphases: {now: Tagad}\ncountries: {lv: Latvijā}\n',
  'situations.yaml': 'phases: [now]\nsituations:\n  - {id: unpaid, severity: 3}\n',
  'lv/situations/unpaid.md':
    '---\ntitle: Nemaksā\nsummary: Nemaksā.\n---\n\n## Tagad\n\n- [ ] Sūtiet. → [[claim]] {#send}\n',
  'lv/documents/claim.md': `---
title: Claim
summary: The last letter.
situations: [unpaid]
send: By *post*.
country: lv
---

When the term is over.

---

${LETTER}

---

## Before sending

- [ ] Read it. {#read}
`,
};

let site, browser;
before(async () => {
  const { out } = buildSmallSite(FILES);
  site = await serve(() => out);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const ADDRESS = '/lv/documents/claim/';

async function visit(options, address = ADDRESS) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  await page.goto(site.url(address));
  return page;
}

test('letter: it is readable without a script, and nothing is wider than the window', async () => {
  for (const width of [320, 390, 1280]) {
    const page = await visit({ viewport: { width, height: 800 } });
    assert.equal(await page.locator('.letter .blank').count(), 16);
    for (const blank of await page.locator('.letter .blank').all()) assert.ok(await blank.isVisible());
    await page.getByText('When the term is over.').waitFor();
    const wide = await page.locator('body').evaluate(body => body.scrollWidth > body.clientWidth);
    assert.ok(!wide, `${width}: the page is wider than the window`);
    await page.context().close();
  }
});

test('letter: on paper there is the letter and nothing else, on one A4 sheet', async () => {
  const page = await visit({ viewport: { width: 1280, height: 800 } });
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  const letter = await page.locator('.letter').innerText();
  assert.equal(text.trim(), letter.trim());
  assert.match(letter, /Claim for an unpaid invoice/);
  const ink = await page
    .locator('.letter p')
    .first()
    .evaluate(p => getComputedStyle(p).fontSize);
  assert.equal(Math.round(parseFloat(ink)), 15, '11 pt');
  assert.equal(await sheets(page), 1);
  await page.context().close();
});

test('letter: the file is downloaded under the name of the document', async () => {
  const page = await visit();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.letter-tools a.button').click()]);
  assert.equal(download.suggestedFilename(), 'claim.docx');
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
  assert.ok(bytes.includes('>[sum]<'), 'the blanks are in the file as they are');
  await page.context().close();
});

test('letter: the page of a situation lists it beside the steps', async () => {
  for (const width of [390, 1280]) {
    const page = await visit({ viewport: { width, height: 800 } }, '/lv/situations/unpaid/');
    const link = page.locator('[aria-labelledby=ui_fillables] a');
    assert.ok(await link.isVisible(), `${width}`);
    assert.equal(await link.getAttribute('href'), ADDRESS);
    await page.context().close();
  }
});

test('letter: axe finds no error', async () => {
  const faults = [];
  for (const [address, colorScheme, width] of [
    [ADDRESS, 'light', 1280],
    [ADDRESS, 'dark', 320],
    ['/lv/documents/', 'light', 390],
    ['/lv/situations/unpaid/', 'dark', 1280],
  ]) {
    const page = await visit({ javaScriptEnabled: true, colorScheme, viewport: { width, height: 800 } }, address);
    faults.push(...(await violations(page)));
    await page.context().close();
  }
  assertNone(faults);
});
