// axe finds no accessibility error on any kind of page in any language, light and dark, on the narrowest phone and on a
// wide screen, with everything unfolded and interactions.js loaded.
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { LANGUAGES, assertNone, inABrowser, oneOfEachKind, pagesOf, wake } from './site.mjs';

const at = inABrowser();

for (const lang of LANGUAGES) {
  test(`accessibility: axe finds no error on any kind of page (${lang})`, async () => {
    const faults = [];
    const page = await at.browser.newPage();
    const own = pagesOf(at.site).filter(address => address.startsWith(`/${lang}/`));
    for (const address of await oneOfEachKind(at.site, own)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(at.site.url(address));
      await wake(page);
      await page
        .locator('details')
        .evaluateAll(all => all.forEach(details => (details.open = !details.closest('header'))));
      for (const width of [1280, 320]) {
        for (const colorScheme of ['light', 'dark']) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          faults.push(...(await violations(page)).map(fault => `${width} ${colorScheme} ${fault}`));
        }
      }
    }
    await page.close();
    assertNone(faults);
  });
}
