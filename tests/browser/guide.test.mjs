// The pages that lead to a situation: groups of answers in a grid and on a phone, what stays open, started lists.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { violations } from './axe.mjs';
import { LANGUAGES, assertNone, inABrowser, onAPhone, phone, watch } from './site.mjs';

const GROUPS = '.groups > .answers > li > details';
const WITH_GROUPS = ['', 'guide/', '404.html', 'no/such/page/'];

/** Whether the middle of each element is painted there, and where it is. */
const boxes = locator =>
  locator.evaluateAll(all =>
    all.map(element => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left, top, width, height, seen: element.checkVisibility({ contentVisibilityAuto: true }) && height > 0 };
    }),
  );

describe('wide window', () => {
  const at = inABrowser();

  for (const javaScriptEnabled of [true, false]) {
    test(`groups: open, two in a row, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
      for (const [width, height] of [
        [768, 1024],
        [1280, 900],
        [1600, 1000],
      ]) {
        const context = await at.browser.newContext({ viewport: { width, height }, javaScriptEnabled });
        const page = await context.newPage();
        for (const lang of LANGUAGES) {
          for (const address of WITH_GROUPS) {
            const where = `/${lang}/${address} at ${width}`;
            await page.goto(at.site.url(`/${lang}/${address}`));
            const groups = await boxes(page.locator(GROUPS));
            assert.ok(groups.length >= 4, where);
            assert.equal(groups[0].top, groups[1].top, `${where}: the first two are side by side`);
            assert.ok(groups[0].left + groups[0].width <= groups[1].left, where);
            // A question within a group is a fold of its own.
            const answers = await boxes(page.locator(`${GROUPS} a:not(details details a)`));
            assert.ok(answers.length > groups.length, where);
            assert.ok(
              answers.every(({ seen }) => seen),
              `${where}: every answer is seen`,
            );
            // No empty third: the groups are as wide as the content.
            const [field] = await boxes(page.locator('main form[role=search]').first());
            const right = Math.max(...groups.map(({ left, width }) => left + width));
            assert.ok(right >= field.left + field.width - 2, `${where}: the groups use the width`);
          }
        }
        await context.close();
      }
    });
  }

  test('groups: headings and not controls, for the keyboard too', async () => {
    const context = await at.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const faults = await watch(page, at.site);
    await page.goto(at.site.url('/lv/'));
    assert.ok(await page.locator(GROUPS).evaluateAll(all => all.every(details => details.open)));
    await page.locator(`${GROUPS} > summary`).first().click();
    assert.ok(await page.locator(GROUPS).evaluateAll(all => all.every(details => details.open)));
    await page.locator('main form[role=search] button').focus();
    const stops = [];
    const links = page.locator('.groups a');
    for (let stop = 0; stop < (await links.count()); stop++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement.href));
    }
    assert.deepEqual(stops, await links.evaluateAll(all => all.map(link => link.href)));
    assertNone(await violations(page));
    assertNone(faults);
    await context.close();
  });

  test('groups: folded when the window becomes narrow, open when it is wide again', async () => {
    const context = await at.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(at.site.url('/lv/'));
    const open = () => page.locator(GROUPS).evaluateAll(all => all.map(details => details.open));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForFunction(selector => !document.querySelector(selector).open, GROUPS);
    await page.locator(`${GROUPS} > summary`).nth(1).click();
    assert.deepEqual((await open()).slice(0, 3), [false, true, false]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.waitForFunction(selector => document.querySelector(selector).open, GROUPS);
    assert.ok((await open()).every(Boolean));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForFunction(selector => !document.querySelector(selector).open, GROUPS);
    assert.deepEqual((await open()).slice(0, 3), [false, true, false], 'what the reader had opened');
    await context.close();
  });

  test('first load: three requests, at most 16,384 bytes, nothing moves', async () => {
    for (const width of [390, 1280]) {
      for (const lang of LANGUAGES) {
        for (const address of [`/${lang}/`, `/${lang}/guide/`, `/${lang}/situations/`]) {
          const context = await at.browser.newContext({ viewport: { width, height: 844 } });
          const page = await context.newPage();
          await page.addInitScript(() => {
            window.moved = 0;
            new PerformanceObserver(list => {
              for (const { value, sources } of list.getEntries())
                if (sources.some(({ node }) => document.querySelector('main')?.contains(node))) window.moved += value;
            }).observe({ type: 'layout-shift', buffered: true });
          });
          const loaded = [];
          page.on('response', response => loaded.push(response));
          await page.goto(at.site.url(address), { waitUntil: 'load' });
          await page.waitForTimeout(300);
          const needed = loaded.filter(response =>
            /\/$|\.html$|\.css$|(site|guide)\.[0-9a-f]+\.js$/.test(response.url()),
          );
          let bytes = 0;
          for (const response of needed) bytes += gzipSync(await response.body(), { level: 9 }).length;
          assert.equal(needed.length, 3, `${address}: ${needed.map(response => response.url())}`);
          assert.ok(bytes <= 16_384, `${address}: ${bytes} bytes`);
          assert.equal(await page.evaluate(() => window.moved), 0, `${address} at ${width}: something moves`);
          await context.close();
        }
      }
    }
  });
});

describe('phone', () => {
  const at = onAPhone();
  const visit = address => at.page.goto(at.site.url(address));
  const opened = () => at.page.locator(GROUPS).evaluateAll(all => all.map(details => details.open));

  test('groups and search: on the first screen, folded, large enough for a finger', async () => {
    for (const lang of LANGUAGES) {
      await visit(`/${lang}/`);
      assert.ok((await opened()).every(open => !open));
      const summaries = await boxes(at.page.locator(`${GROUPS} > summary`));
      const [field] = await boxes(at.page.locator('main input[type=search]'));
      for (const { seen, top, height } of [...summaries, field]) {
        assert.ok(seen && top + height <= 844, `${lang}: ${top} + ${height}`);
      }
      await at.page.locator(`${GROUPS} > summary`).first().tap();
      const answers = await boxes(at.page.locator(`${GROUPS}[open] a`));
      for (const { height } of [...summaries, ...answers]) assert.ok(height >= 44, `${lang}: ${height} px high`);
      const underlined = await at.page
        .locator('.answers a')
        .evaluateAll(all => all.filter(link => getComputedStyle(link).textDecorationLine !== 'none').length);
      assert.equal(underlined, 0, `${lang}: underlined answers`);
      assertNone(await violations(at.page));
    }
  });

  test('a question inside an answer is text', async () => {
    for (const address of ['/lv/', '/lv/guide/']) {
      await visit(address);
      assert.ok((await at.page.locator('.answers .ask').count()) >= 4);
      assert.equal(await at.page.locator('.answers :is(a, summary) .ask, .answers .ask :is(a, summary)').count(), 0);
    }
  });

  test('back: what was open is open, also after a reload', async () => {
    for (const address of ['/lv/', '/ru/guide/']) {
      await visit(address);
      await at.page.locator(`${GROUPS} > summary`).nth(2).tap();
      await at.page.locator(`${GROUPS}[open] a`).first().tap();
      await at.page.waitForURL(/\/situations\//);
      await at.page.goBack();
      assert.deepEqual((await opened()).slice(0, 4), [false, false, true, false], address);
      await at.page.reload();
      assert.deepEqual((await opened()).slice(0, 4), [false, false, true, false], `${address} reloaded`);
      await at.page.locator(`${GROUPS} > summary`).nth(2).tap();
      await at.page.waitForFunction(() => !history.state.opened.length);
      await at.page.reload();
      assert.ok(
        (await opened()).every(open => !open),
        `${address}: closed stays closed`,
      );
      await visit(address);
      assert.ok(
        (await opened()).every(open => !open),
        `${address}: another visit`,
      );
    }
  });

  test('none of these: a search field, what the site is not about, all situations', async () => {
    for (const lang of LANGUAGES) {
      for (const address of [`/${lang}/guide/`, `/${lang}/guide/money/`]) {
        await visit(address);
        const none = at.page.locator('.none');
        assert.ok(await none.locator('input[type=search]').isVisible());
        assert.ok(await none.locator('a[href="tel:112"]').isVisible());
        assert.equal(await none.locator(`a[href="/${lang}/situations/"]`).count(), 1);
      }
    }
  });
});

describe('started lists', () => {
  const at = onAPhone();
  const visit = address => at.page.goto(at.site.url(address));
  const path = (id, lang = 'lv') => `/${lang}/situations/${id}/`;
  const list = (t, d, n, day) => ({ t, d, n, at: `2026-11-${day}` });
  /** Stores values as site.js does; those that are no text are stored as JSON. */
  const store = values =>
    at.page.evaluate(values => {
      for (const [key, value] of Object.entries(values))
        localStorage.setItem(`situ:/:${key}`, typeof value === 'string' ? value : JSON.stringify(value));
    }, values);
  const begin = async values => {
    await visit('/lv/about/');
    await store(Object.fromEntries(Object.entries(values).map(([path, value]) => [`list:${path}`, value])));
    await visit('/lv/');
  };
  const box = () => at.page.locator('#ui_continue');
  const shown = () =>
    box()
      .locator('li')
      .evaluateAll(items => items.map(item => [item.querySelector('a').getAttribute('href'), item.textContent.trim()]));

  test('a list that was begun is offered, and its progress is in the list of situations', async () => {
    await visit('/lv/');
    assert.ok(await box().isHidden(), 'nothing is begun');
    await visit(path('client-will-not-pay'));
    const title = await at.page.locator('h1').textContent();
    await at.page.locator('main input[type=checkbox]').first().tap();
    // A choice counts once.
    const steps = await at.page.locator('.phase > fieldset > .steps > li').count();
    await visit('/lv/');
    assert.deepEqual(await shown(), [[path('client-will-not-pay'), `${title} Paveikts 1 no ${steps}`]]);
    assertNone(await violations(at.page));
    await box().locator('a').tap();
    await at.page.waitForURL(/client-will-not-pay/);
    await visit('/lv/situations/');
    const count = id => at.page.locator(`.situations li:has(a[href="${path(id)}"]) .count`).textContent();
    assert.equal(await count('client-will-not-pay'), `Paveikts 1 no ${steps}`);
    assert.match(await count('going-to-court'), /^\d+ soļ/);
    await visit('/ru/');
    assert.ok(await box().isHidden(), 'begun in another language');
  });

  test('at most two, the latest first, without those that are done', async () => {
    await begin({
      [path('client-will-not-pay')]: list('Trešais', 3, 22, 10),
      [path('our-mistake')]: list('Pirmais', 1, 13, 29),
      [path('going-to-court')]: list('Otrais', 2, 13, 28),
      [path('parting-ways')]: list('Paveikts', 9, 9, 30),
    });
    assert.deepEqual(await shown(), [
      [path('our-mistake'), 'Pirmais Paveikts 1 no 13'],
      [path('going-to-court'), 'Otrais Paveikts 2 no 13'],
    ]);
  });

  test('pages that no longer exist and values of another kind are not shown', async () => {
    const values = [
      '',
      'null',
      '{',
      '[]',
      '"x"',
      '7',
      { t: 'X' },
      list('', 1, 2, 1),
      list('X', '1', 2, 1),
      list('X', 0, 2, 1),
      list('X', 3, 2, 1),
      list('X', -1, 2, 1),
      list('X', 1.5, 2, 1),
      list(['X'], 1, 2, 1),
      { t: { toString: 1 }, d: 1, n: 2 },
    ];
    for (const value of values) {
      await begin({ [path('our-mistake')]: value });
      assert.ok(await box().isHidden(), JSON.stringify(value));
      assert.equal(await at.page.locator('#ui_continue li').count(), 0);
    }
    await begin({
      [path('our-mistake')]: 'null',
      [path('gone')]: list('Gone', 1, 2, 1),
      '/lv/about/': list('About', 1, 2, 1),
      'javascript:alert(1)': list('Script', 1, 2, 1),
    });
    assert.ok(await box().isHidden());
    // What a page stored as its title is text. A day of another kind does not hide the list.
    await begin({ [path('our-mistake')]: { t: '<img src=x onerror=alert(1)>', d: 1, n: 2, at: 7 } });
    assert.deepEqual(await shown(), [[path('our-mistake'), '<img src=x onerror=alert(1)> Paveikts 1 no 2']]);
  });

  test('dismissed until the reader goes on with one of them', async () => {
    await begin({
      [path('our-mistake')]: list('Pirmais', 1, 13, 29),
      [path('going-to-court')]: list('Otrais', 2, 13, 28),
    });
    await box().locator('button').tap();
    assert.ok(await box().isHidden());
    assert.equal(await at.page.evaluate(() => document.activeElement.localName), 'main');
    await at.page.reload();
    assert.ok(await box().isHidden(), 'after a reload');
    await begin({ [path('going-to-court')]: list('Otrais', 3, 13, 28) });
    assert.deepEqual(await shown(), [[path('going-to-court'), 'Otrais Paveikts 3 no 13']]);
  });

  test('a device that stores nothing shows nothing', async () => {
    for (const script of [
      () =>
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new Error('refused');
          },
        }),
      () => {
        Storage.prototype.getItem = Storage.prototype.setItem = () => {
          throw new Error('refused');
        };
      },
    ]) {
      const page = await phone(at.browser);
      const faults = await watch(page, at.site);
      await page.addInitScript(script);
      for (const address of ['/lv/', '/lv/situations/']) {
        await page.goto(at.site.url(address));
        assert.ok(await page.locator('main a:visible').count());
        assert.equal(await page.locator('#ui_continue:visible, .begun').count(), 0);
      }
      await page.goto(at.site.url('/lv/'));
      await page.locator(`${GROUPS} > summary`).first().tap();
      assert.ok(await page.locator(`${GROUPS} a`).first().isVisible());
      assertNone(faults);
      await page.context().close();
    }
  });

  test('without a script nothing of it is shown', async () => {
    const page = await phone(at.browser, { javaScriptEnabled: false });
    for (const lang of LANGUAGES) {
      await page.goto(at.site.url(`/${lang}/`));
      assert.ok(await page.locator('#ui_continue').isHidden());
    }
    await page.context().close();
  });
});
