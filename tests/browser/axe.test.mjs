// axe finds no accessibility error on any kind of page in any language, light and dark, on the narrowest phone and on a
// wide screen, with everything unfolded and interactions.js loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { LANGUAGES, assertNone, kindOf, launch, open, pagesOf, scan, wake } from './site.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site, browser;
before(async () => {
  site = await open();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** One page of each kind in a language: the longest. */
async function kinds(lang) {
  const found = new Map();
  for (const address of pagesOf(site).filter(address => address.startsWith(`/${lang}/`))) {
    const html = await (await fetch(site.url(address))).text();
    const kind = kindOf(scan(html));
    if (kind !== 'redirect' && !(found.get(kind)?.size >= html.length)) found.set(kind, { address, size: html.length });
  }
  return [...found.values()].map(({ address }) => address);
}

for (const lang of LANGUAGES) {
  test(`accessibility: axe finds no error on any kind of page (${lang})`, async () => {
    const faults = [];
    const page = await browser.newPage();
    for (const address of await kinds(lang)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(site.url(address));
      await wake(page);
      await page
        .locator('details')
        .evaluateAll(all => all.forEach(details => (details.open = !details.closest('header'))));
      await page.evaluate(AXE);
      for (const width of [1280, 320]) {
        for (const colorScheme of ['light', 'dark']) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
          for (const { id, nodes } of violations)
            faults.push(`${address} ${width} ${colorScheme}: ${id} at ${nodes[0].target}`);
        }
      }
    }
    await page.close();
    assertNone(faults);
  });
}
