// The preview as a writer sees it: errors in the page above the last good version, and what survives a reload.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';
import { SITU, launch, until } from './site.mjs';

const HEAD = '---\ntitle: Zvani\nsummary: Par zvaniem.\nsituations: [late]\n---\n\n';
const LONG = Array.from({ length: 60 }, (_, number) => `Rindkopa ${number}.`).join('\n\n');
const BODY = `${HEAD}Teksts.\n\n## Tagad\n\n- [ ] Zvaniet. {#first}\n- [ ] Rakstiet. {#second}\n\n${LONG}\n`;
const FILES = {
  'content/site.yaml': 'base_url: https://example.org\nlanguages: [lv]\n',
  'content/lv/site.yaml': 'title: Palīgs\nphases: {now: Tagad}\n',
  'content/situations.yaml':
    'phases: [now]\nsituations:\n  - id: late\n    severity: 2\n    steps:\n      now: [calls.first!]\n',
  'content/lv/situations/late.md': '---\ntitle: Vēlu\nsummary: Par vēlu.\n---\n',
  'content/lv/articles/calls.md': BODY,
  'content/lv/articles/later.md': '---\ntitle: Vēlāk\nsummary: Vēl nav.\ndraft: true\n---\n\nTeksts.\n',
};

const root = mkdtempSync(path.join(tmpdir(), 'situ-preview-'));
let preview, origin, browser, page;

const write = (file, text) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const bar = name => page.locator(`#situ-preview .bar ${name}`);
const panel = () => page.locator('#situ-preview .panel');
const shown = text => page.waitForFunction(text => document.querySelector('main').innerText.includes(text), text);

before(async () => {
  for (const [file, text] of Object.entries(FILES)) write(file, text);
  const environment = { ...process.env, EDITOR_URL: 'vscode://file{path}:{line}' };
  preview = spawn(SITU, ['serve', '--lang', 'lv', '--port', '0', '--root', root], { env: environment });
  for await (const line of createInterface({ input: preview.stdout })) {
    origin = line.match(/http:\/\/localhost:\d+/)?.[0];
    if (origin) break;
  }
  preview.stdout.resume();
  preview.stderr.resume();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  preview?.kill();
  rmSync(root, { recursive: true, force: true });
});

beforeEach(async () => {
  await page?.close();
  write('content/lv/articles/calls.md', BODY);
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(20_000);
  await page.goto(`${origin}/lv/articles/calls/`);
  await page.locator('[data-situ-note]').first().waitFor();
});

test('preview: every step shows its checklists, or the line to add', async () => {
  const notes = await page.locator('[data-situ-note]').allInnerTexts();
  assert.equal(notes[0], 'Vēlu › Tagad: 1. no 1');
  assert.ok(notes[1].endsWith('pievienojiet: - calls.second'), notes[1]);
});

test('preview: an error is shown with its location above the last good page', async () => {
  write('content/lv/articles/calls.md', BODY.replace('Teksts.', 'Jauns teksts ar [[nekas]].'));
  await panel().waitFor();
  const said = await panel().innerText();
  assert.match(said, /kļūda\[dead-link\]: Šī saite nekur neved: `nekas`\./);
  assert.match(said, /content\/lv\/articles\/calls\.md:7:17/);
  assert.match(said, /Redzamas pēdējās labās lapas/);
  assert.equal(await bar('button.error').innerText(), '1 kļūda, 1 brīdinājums');
  assert.equal(
    await page
      .locator('main')
      .innerText()
      .then(text => text.includes('Jauns teksts')),
    false,
  );
  const edit = await panel().locator('a.edit').first().getAttribute('href');
  assert.match(edit, /^vscode:\/\/file\/.*\/content\/lv\/articles\/calls\.md:7$/);
  // The writer can close it, and it disappears with the error.
  await page.keyboard.press('Escape');
  await panel().waitFor({ state: 'hidden' });
  write('content/lv/articles/calls.md', BODY.replace('Teksts.', 'Jauns teksts.'));
  await shown('Jauns teksts.');
  assert.equal(await bar('button.error').count(), 0);
});

for (const width of [390, 1280]) {
  test(`preview: the help of an error is visible without scrolling sideways at ${width} px`, async () => {
    await page.setViewportSize({ width, height: 844 });
    const words = 'Ļoti garš teikums, kas sniedzas pāri malai. '.repeat(5);
    write('content/lv/articles/calls.md', BODY.replace('Teksts.', `${words}[[calls#nekas]] <script>`));
    await panel().waitFor();
    const problems = panel().locator('article');
    assert.ok((await problems.count()) >= 2);
    for (const problem of await problems.all()) {
      const help = problem.locator('.help');
      assert.match(await help.innerText(), /^ko darīt: /);
      await help.scrollIntoViewIfNeeded();
      const box = await help.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${JSON.stringify(box)}`);
      for (const element of [help, problem.locator('.title'), panel()]) {
        assert.ok(await element.evaluate(element => element.scrollWidth <= element.clientWidth));
      }
      // The caret stays below the column that it points to.
      assert.match(await problem.locator('pre').innerText(), /\n +\| +\^/);
    }
    // The help of the first error needs no scrolling at all.
    await panel().evaluate(panel => panel.scrollTo(0, 0));
    const first = await problems.first().locator('.help').boundingBox();
    assert.ok(first.y + first.height <= 844, `${JSON.stringify(first)}`);
    await page.setViewportSize({ width: 390, height: 844 });
  });
}

test('preview: a save keeps the scroll position and the ticks', async () => {
  await page.locator('main input[data-action="calls.first"]').check();
  const top = await page.evaluate(() => (scrollTo({ top: 700, behavior: 'instant' }), Math.round(scrollY)));
  assert.ok(top > 300, `${top}`);
  write('content/lv/articles/calls.md', BODY.replace('Rindkopa 59.', 'Pēdējā rindkopa.'));
  await shown('Pēdējā rindkopa.');
  await page.waitForFunction(top => Math.abs(scrollY - top) < 3, top);
  assert.ok(await page.locator('main input[data-action="calls.first"]').isChecked());
});

test('preview: a draft is marked, and its edit link opens the file', async () => {
  assert.equal(await bar('.draft').count(), 0);
  await page.goto(`${origin}/lv/articles/`);
  const label = page.locator('main a[href="/lv/articles/later/"] .situ-draft');
  assert.equal(await label.innerText(), 'melnraksts');
  assert.equal(await label.evaluate(label => getComputedStyle(label).backgroundColor), 'rgb(75, 42, 123)');
  await page.goto(`${origin}/lv/articles/later/`);
  await bar('.draft').waitFor();
  assert.equal(await bar('.draft').innerText(), 'melnraksts');
  assert.match(
    await page.locator('main .situ-draft-note').innerText(),
    /failā content\/lv\/articles\/later\.md izdzēsiet/,
  );
  assert.match(await bar('.edit').getAttribute('href'), /^vscode:\/\/file\/.*\/later\.md:1$/);
});

test('preview: a link leads to the translation status, with errors too', async () => {
  await bar('.status').click();
  await page.getByRole('heading', { name: 'Kas kurā valodā ir' }).waitFor();
  assert.match(await page.locator('body').innerText(), /calls\s+oriģināls/);
  write('content/lv/articles/calls.md', BODY.replace('Teksts.', '[[nekas]]'));
  // The page is that of the last state of the sources which the preview has seen.
  await until(async () => {
    await page.reload();
    return /Kamēr ir kļūdas[^]*Šī saite nekur neved/.test(await page.locator('body').innerText());
  }, 'the page shows the error');
  await page.getByRole('link', { name: 'Uz priekšskatījumu' }).click();
  await page.locator('#situ-preview').waitFor({ state: 'attached' });
});

test('preview: a theme error is shown with its location', async () => {
  // The folder first: without it, the panel would say that it is missing.
  write('themes/mine/templates/article.html', '<main>{{ page.titel }}</main>\n');
  write('content/site.yaml', FILES['content/site.yaml'] + 'theme: mine\n');
  await panel().waitFor();
  const said = await panel().innerText();
  assert.match(said, /kļūda\[theme\]: Dizainu nevar lietot: šajā vērtībā nav `titel`/);
  assert.match(said, /themes\/mine\/templates\/article\.html:1:15/);
  rmSync(path.join(root, 'themes'), { recursive: true });
  write('content/site.yaml', FILES['content/site.yaml']);
  await panel().waitFor({ state: 'hidden' });
});

test('preview: below the folder of its address, pages reload too', async () => {
  // The open page would reload itself while the test goes to the other address.
  await page.goto('about:blank');
  write('content/site.yaml', FILES['content/site.yaml'].replace('example.org', 'example.org/kb'));
  const isServed = async address => (await page.request.get(`${origin}${address}`)).ok();
  await until(() => isServed('/kb/lv/articles/calls/'), 'the folder is served');
  await page.goto(`${origin}/kb/lv/articles/calls/`);
  await page.locator('[data-situ-note]').first().waitFor();
  write('content/lv/articles/calls.md', BODY.replace('Teksts.', 'Cits teksts.'));
  await shown('Cits teksts.');
  assert.equal(page.url(), `${origin}/kb/lv/articles/calls/`);
  await page.getByRole('link', { name: 'Palīgs' }).first().click();
  assert.equal(page.url(), `${origin}/kb/lv/`);
  await page.goto(`${origin}/lv/articles/calls/`);
  await page.locator('.situ-missing a').click();
  assert.equal(page.url(), `${origin}/kb/lv/articles/calls/`);
  write('content/site.yaml', FILES['content/site.yaml']);
  await until(() => isServed('/lv/articles/calls/'), 'the root is served again');
});
