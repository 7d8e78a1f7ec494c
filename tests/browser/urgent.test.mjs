// The urgent box and the lead of a situation are above its first step, in this order: with and without a script, in print,
// and for screen readers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, inABrowser, phone } from './site.mjs';

const SITUATION = 'conflict-heats-up';

describe('above the first step', () => {
  const at = inABrowser();

  for (const javaScriptEnabled of [true, false]) {
    test(`in order: title, urgent, lead, steps; ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
      for (const lang of LANGUAGES) {
        const page = await phone(at.browser, { javaScriptEnabled });
        await page.goto(at.site.url(`/${lang}/situations/${SITUATION}/`));
        const tops = [];
        for (const part of ['h1', '.urgent', '.lead', '.phase']) {
          const { y, height } = await page.locator(`main ${part}`).first().boundingBox();
          assert.ok(height > 0, `${lang}: ${part}`);
          tops.push(y);
        }
        assert.deepEqual(
          tops,
          tops.toSorted((one, other) => one - other),
          lang,
        );
        await page.context().close();
      }
    });
  }

  test('the number to call is a link, and the box has a name', async () => {
    for (const lang of LANGUAGES) {
      const page = await phone(at.browser);
      await page.goto(at.site.url(`/${lang}/situations/${SITUATION}/`));
      const box = page.getByRole('region').and(page.locator('.urgent'));
      assert.ok(await box.getAttribute('aria-label'), lang);
      assert.equal(await box.getByRole('link', { name: '112' }).getAttribute('href'), 'tel:112', lang);
      await page.context().close();
    }
  });

  test('on paper both are there, and the address of the number is not written out', async () => {
    const page = await phone(at.browser);
    await page.goto(at.site.url(`/lv/situations/${SITUATION}/`));
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.urgent', '.lead']) assert.ok(await page.locator(part).isVisible(), part);
    const written = await page
      .locator('.urgent a')
      .evaluate(link => getComputedStyle(link, '::after').getPropertyValue('content'));
    assert.equal(written, 'none');
    await page.context().close();
  });
});
