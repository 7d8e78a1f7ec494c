// The phases of a situation: where the reader is, what comes next, and the links beside them in a wide window.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, assertNone, onAPhone, phone, sheets, until, wake, watch } from './site.mjs';

const SITUATION = 'work-not-accepted';
const at = onAPhone();
const visit = lang => at.page.goto(at.site.url(`/${lang}/situations/${SITUATION}/`));
const phase = number => at.page.locator('.phase').nth(number);
const states = page =>
  page.locator('.phase').evaluateAll(all =>
    all.map(phase => ({
      open: phase.open,
      done: phase.firstElementChild.matches('.done'),
      current: phase.firstElementChild.ariaCurrent === 'step',
    })),
  );
const only = (list, number) => assert.deepEqual(list.map(Boolean).indexOf(true), number);
/** Ticks all boxes of a phase. */
const finish = async number => {
  await phase(number).evaluate(details => (details.open = true));
  for (const label of await phase(number).locator('.step > label').all()) await label.tap();
};

describe('phases', () => {
  for (const lang of LANGUAGES) {
    test(`a done one offers the next, and nothing moves by itself (${lang})`, async () => {
      await visit(lang);
      await wake(at.page);
      const offer = at.page.locator('.next button');
      assert.equal(await offer.count(), 0);
      await finish(0);
      await offer.waitFor();
      const name = await phase(1).locator('h2').textContent();
      assert.ok((await offer.textContent()).endsWith(name), await offer.textContent());
      await until(
        async () => (await at.page.locator('#ui_status').textContent()).endsWith(name),
        'the offer is announced',
      );
      assert.equal(await phase(1).evaluate(details => details.open), false);
      assert.ok(await phase(0).evaluate(details => details.contains(document.activeElement)));
      await offer.tap();
      assert.equal(await phase(1).evaluate(details => details.open), true);
      assert.ok(await phase(1).evaluate(details => details.firstElementChild === document.activeElement));
      const top = await phase(1).evaluate(details => details.getBoundingClientRect().top);
      assert.ok(top >= 0 && top < 844, `its name is in view: ${top}`);
      // One tick less, and there is nothing to go on from.
      await phase(0).locator('.step > label').first().tap();
      await offer.waitFor({ state: 'detached' });
    });
  }

  test('the current one is the first with a step left', async () => {
    await visit('lv');
    const current = async () => (await states(at.page)).findIndex(({ current }) => current);
    assert.equal(await current(), 0);
    await finish(0);
    assert.equal(await current(), 1);
    await finish(2);
    assert.equal(await current(), 1);
    await finish(1);
    assert.equal(await current(), 3);
    const all = await states(at.page);
    assert.deepEqual(
      all.map(({ done }) => done),
      all.map((_, number) => number < 3),
    );
    assert.equal(all.filter(({ current }) => current).length, 1);
  });

  test('a reader who comes back finds the current one open and the others folded', async () => {
    await visit('ru');
    await finish(0);
    await phase(1).evaluate(details => (details.open = true));
    await phase(1).locator('.step > label').first().tap();
    await at.page.reload();
    only(
      (await states(at.page)).map(({ open }) => open),
      1,
    );
    assert.equal((await states(at.page)).filter(({ open }) => open).length, 1);
    // An address leads to its own.
    await at.page.goto('about:blank');
    await at.page.goto(`${at.site.url(`/ru/situations/${SITUATION}/`)}#first-hour`);
    assert.ok((await states(at.page))[0].open);
  });

  test('an offer skips what is done, and the last phase has none', async () => {
    await visit('bg');
    await wake(at.page);
    const count = await at.page.locator('.phase').count();
    await finish(1);
    await finish(0);
    const offer = phase(0).locator('.next button');
    await offer.waitFor();
    assert.ok((await offer.textContent()).endsWith(await phase(2).locator('h2').textContent()));
    await finish(count - 1);
    assert.equal(
      await phase(count - 1)
        .locator('.next')
        .count(),
      0,
    );
  });

  test('without a script the first is open, and each has its number', async () => {
    const page = await phone(at.browser, { javaScriptEnabled: false });
    await page.goto(at.site.url(`/lv/situations/${SITUATION}/`));
    const all = await states(page);
    assert.deepEqual(
      all.map(({ open }) => open),
      all.map((_, number) => number === 0),
    );
    const numbers = await page
      .locator('.phase > summary')
      .evaluateAll(all => all.map(summary => getComputedStyle(summary, '::before').content));
    assertNone(numbers.filter(content => !/counter\(/.test(content)));
    await page.context().close();
  });

  test('print: one sheet for the usual situation, with ticks and notes', async () => {
    for (const lang of LANGUAGES) {
      for (const situation of [SITUATION, 'client-will-not-pay']) {
        await at.page.goto(at.site.url(`/${lang}/situations/${situation}/`));
        await wake(at.page);
        await at.page.locator('.step > label').first().tap();
        await at.page.locator('.case').evaluate(details => (details.open = true));
        await at.page.locator('.case input').first().fill('SIA Ozols');
        assert.equal(await sheets(at.page), 1, `${lang}/${situation}`);
      }
    }
  });
});

describe('links to the phases', () => {
  const desk = async (height = 800, width = 1280) => {
    const context = await at.browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const faults = await watch(page, at.site);
    await page.goto(at.site.url(`/lv/situations/${SITUATION}/`));
    return { page, close: () => context.close().then(() => assertNone(faults)) };
  };

  test('stay beside the reader, count, and mark the current phase', async () => {
    const { page, close } = await desk();
    const links = page.locator('.rail a');
    const names = await page.locator('.phase h2').allTextContents();
    assert.deepEqual(await links.locator('span:first-child').allTextContents(), names);
    await page.locator('.phase .step > label').first().click();
    const count = page.locator('.phase > summary .count').first();
    assert.match(await count.textContent(), /^1 no \d+$/);
    assert.equal(await links.first().locator('.count').textContent(), await count.textContent());
    assert.equal(await page.locator('.rail [aria-current=step]').count(), 1);
    await page.locator('.phase').evaluateAll(all => all.forEach(details => (details.open = true)));
    await page.evaluate(() => scrollTo(0, 2500));
    const box = await page.locator('.rail').boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 800, `in view: ${JSON.stringify(box)}`);
    await close();
  });

  test('lead to their phase and open it', async () => {
    const { page, close } = await desk();
    const id = await page.locator('.phase').nth(2).getAttribute('id');
    await page.locator('.rail a').nth(2).click();
    await page.waitForFunction(id => document.getElementById(id).open, id);
    assert.ok((await page.locator('.phase').nth(2).boundingBox()).y < 800);
    await close();
  });

  test('cover nothing that has the focus', async () => {
    const { page, close } = await desk();
    await page.locator('.phase').evaluateAll(all => all.forEach(details => (details.open = true)));
    const covered = [];
    await page.locator('.phase input').first().focus();
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate(() => {
        const { activeElement } = document;
        const side = document.querySelector('.side');
        if (side.contains(activeElement) || !activeElement.closest('main')) return '';
        const { left, top, right, bottom } = activeElement.getBoundingClientRect();
        const other = side.getBoundingClientRect();
        const apart = right <= other.left || left >= other.right || bottom <= other.top || top >= other.bottom;
        return apart ? '' : activeElement.outerHTML.slice(0, 80);
      });
      if (fault) covered.push(fault);
    }
    assertNone(covered);
    await close();
  });

  test('are not there on a phone, and not sticky in a low window', async () => {
    await visit('lv');
    assert.ok(await at.page.locator('.rail').isHidden());
    const { page, close } = await desk(400);
    assert.notEqual(await page.locator('.side').evaluate(side => getComputedStyle(side).position), 'sticky');
    await close();
  });
});
