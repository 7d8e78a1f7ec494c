// A choice between several steps: a box for each, counted once, in every script that reads the steps.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, until, wake } from './site.mjs';

const FILES = {
  'site.yaml': 'base_url: https://x.example\nlanguages: [en]\n',
  'en/site.yaml': 'title: Help\nphases: {now: Right now, then: Later}\n',
  'situations.yaml':
    'phases: [now, then]\nsituations:\n  - id: fire\n    severity: 4\n    steps:\n      now:\n' +
    '        - one_of: [fire.call, fire.shout]\n          key: true\n        - fire.leave\n' +
    '      then:\n        - {one_of: [fire.write, fire.visit]}\n',
  'en/situations/fire.md':
    '---\ntitle: Fire\nsummary: It burns.\nlead: One call is enough.\nurgent: "People inside? [112](tel:112)."\n---\n\n' +
    '## Right now\n\n- [ ] Call. {#call}\n\n  A note with a box.\n\n  - [ ] Inside {#inside}\n\n- [ ] Shout. {#shout}\n' +
    '- [ ] Leave. {#leave}\n\n## Later\n\n- [ ] Write. {#write}\n- [ ] Visit. {#visit}\n',
};

let folder, site, browser, page;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'situ-choice-'));
  for (const [file, text] of Object.entries(FILES)) {
    const where = path.join(folder, 'content', file);
    mkdirSync(path.dirname(where), { recursive: true });
    writeFileSync(where, text);
  }
  site = await open({ root: folder });
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async text => void (window.copied = text);
    window.print = () => {};
  });
  await page.goto(site.url('/en/situations/fire/'));
});

after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const progress = () => page.locator('#ui_progress').evaluate(bar => [bar.value, bar.max]);
const set = async (key, on) => {
  await page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
  await page.locator(`[id="${key}"]`).setChecked(on);
};
const press = async name => {
  await wake(page);
  await page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
  await page.locator(`[data-do=${name}]`).click();
};

test('choice: a group with a name', async () => {
  const group = page.getByRole('group', { name: /One of these is enough/ });
  assert.equal(
    await group
      .first()
      .getByRole('checkbox', { name: /Call|Shout/ })
      .count(),
    2,
  );
});

test('choice: counted once, done with any alternative', async () => {
  // Two choices, one step and the box in the note.
  assert.deepEqual(await progress(), [0, 4]);
  await set('fire.shout', true);
  assert.deepEqual(await progress(), [1, 4]);
  await set('fire.call', true);
  assert.deepEqual(await progress(), [1, 4]);
  await set('fire.call', false);
  assert.deepEqual(await progress(), [1, 4]);
});

test('choice: after a reload the phase with a step left is open', async () => {
  await set('fire.leave', true);
  await page.locator('[data-action="fire.inside"]').setChecked(true);
  await page.reload();
  assert.deepEqual(await progress(), [3, 4]);
  assert.equal(await page.locator('#then').evaluate(phase => phase.open), true);
});

test('choice: the list as text groups the alternatives below the urgent text', async () => {
  await press('copy');
  await until(() => page.evaluate(() => !!window.copied), 'the list is copied');
  const text = await page.evaluate(() => window.copied);
  assert.match(text, /^Fire\nPeople inside\? 112\.\n/);
  assert.doesNotMatch(text, /One call is enough/);
  assert.match(
    text,
    /One of these is enough:\n {2}\[ \] (Key step: )?Call\.\n {2}\[x\] Inside\n {2}\[x\] Shout\.\n\[x\] Leave\./,
  );
  assert.match(text, /One of these is enough:\n {2}\[ \] Write\.\n {2}\[ \] Visit\./);
});

test('choice: the address carries each tick', async () => {
  await page.evaluate(() => (window.copied = ''));
  await press('link');
  await until(() => page.evaluate(() => !!window.copied), 'the link is copied');
  assert.match(await page.evaluate(() => window.copied), /#ticks=fire\.inside,fire\.shout,fire\.leave$/);
});

test('choice: in the record, an open choice is one step and a done one is not open', async () => {
  await press('record');
  await page.locator('#ui_record').waitFor({ state: 'attached' });
  const items = await page.locator('#ui_record li').allTextContents();
  const plain = items.map(text => text.replace(/ \(.*\)$/, ''));
  assert.deepEqual(plain, ['Inside', 'Shout.', 'Leave.', 'One of these is enough: Write. / Visit.']);
});
