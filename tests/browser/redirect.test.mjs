// Former addresses: where a browser ends up, with and without a script.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open } from './site.mjs';

const FILES = {
  'content/site.yaml': 'base_url: https://example.org\nlanguages: [lv]\n',
  'content/lv/site.yaml': 'title: Palīgs\n',
  'content/lv/articles/x.md':
    '---\ntitle: X\nsummary: X.\naliases: [/vecā-lapa/, /blog/vecs.html]\n---\n\n## Tālāk {#talak}\n\nTeksts.\n',
};

let root, site, browser;
before(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'situ-redirect-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  site = await open({ base: '/kb/', root });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(root, { recursive: true, force: true });
});

for (const [script, ending] of [
  [true, '?a=1#talak'],
  [false, ''],
]) {
  test(`redirect: leads to the page ${script ? 'with query and place' : 'without a script'}`, async () => {
    for (const address of ['/kb/vecā-lapa/', '/kb/blog/vecs.html']) {
      const context = await browser.newContext({ javaScriptEnabled: script });
      const page = await context.newPage();
      await page.goto(site.url(`${address}?a=1#talak`));
      await page.waitForURL(url => url.pathname === '/kb/lv/articles/x/');
      await page.waitForLoadState();
      // A second navigation, by `<meta>`, would come right after the first and lose the place.
      await page.waitForTimeout(300);
      assert.equal(page.url(), site.url(`/kb/lv/articles/x/${ending}`));
      await context.close();
    }
  });
}
