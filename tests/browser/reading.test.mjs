// Reading on a phone, on a narrow screen, with the keyboard and on paper; mostly without a script.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LANGUAGES, assertNone, inABrowser, kindOf, open, pagesOf, phone, scan, watch } from './site.mjs';

const FIRST_BOX_AT_MOST = 480;

let pages, situations;
const at = inABrowser({}, () => {
  pages = pagesOf(at.site);
  situations = pages.filter(address => /^\/\w+\/situations\/./.test(address));
});

describe('phone without a script', () => {
  let page;
  before(async () => (page = await phone(at.browser, { javaScriptEnabled: false })));
  after(() => page?.context().close());

  for (const lang of LANGUAGES) {
    test(`home page: two taps lead to the steps (${lang})`, async () => {
      const answers = () => page.locator('main .answers > li > details');
      await page.goto(at.site.url(`/${lang}/`));
      const count = await answers().count();
      assert.ok(count >= 3, `${count} answers to the first question`);
      for (let n = 0; n < count; n++) {
        await page.goto(at.site.url(`/${lang}/`));
        const answer = answers().nth(n);
        await answer.locator('> summary').tap();
        await Promise.all([page.waitForURL(/\/situations\/[^/]+\/$/), answer.locator('.answers a').first().tap()]);
        const box = page.locator('main input[type=checkbox]').first();
        assert.ok(
          (await box.boundingBox()).y < page.viewportSize().height,
          `${page.url()}: no box on the first screen`,
        );
        await box.tap();
        assert.ok(await box.isChecked());
      }
    });

    test(`home page: answers lead to every situation, in two taps or three (${lang})`, async () => {
      const targets = async address => {
        await page.goto(at.site.url(address));
        return page.locator('main .answers a').evaluateAll(links => links.map(link => link.pathname));
      };
      const reachable = await targets(`/${lang}/`);
      const own = situations.filter(address => address.startsWith(`/${lang}/`));
      assert.ok(own.length >= 15);
      const rare = own.filter(address => !reachable.includes(address));
      assert.ok(rare.length <= own.length / 10, `${rare.length} situations are three taps away`);
      const questions = reachable.filter(address => /\/guide\/./.test(address));
      for (const question of questions) reachable.push(...(await targets(question)));
      assertNone(rare.filter(address => !reachable.includes(address)));
    });
  }

  test('situation: first box on the first screen, every box with label and legend', async () => {
    const faults = [];
    assert.ok(situations.length >= 45, `${situations.length} situations`);
    for (const address of situations) {
      await page.goto(at.site.url(address));
      const boxes = await page.locator('main input[type=checkbox]').evaluateAll(boxes =>
        boxes.map(box => ({
          top: box.getBoundingClientRect().top + scrollY,
          width: box.getBoundingClientRect().width,
          disabled: box.disabled || box.matches('fieldset[disabled] *'),
          name: [...box.labels].map(label => label.textContent.trim()).join(' '),
          key: box.id,
          legend: box.closest('fieldset')?.querySelector(':scope > legend')?.textContent.trim(),
        })),
      );
      // What is urgent comes before the steps, and both are on the first screen.
      const urgent = await page.locator('.urgent').count();
      const fault = text => faults.push(`${address}: ${text}`);
      if (!boxes.length) fault('no boxes');
      else if (!boxes[0].width || boxes[0].top > (urgent ? 844 : FIRST_BOX_AT_MOST))
        fault(`the first box is ${Math.round(boxes[0].top)} px down`);
      for (const box of boxes) {
        if (box.disabled) fault(`${box.key} cannot be ticked`);
        if (!box.name) fault(`${box.key} has no name`);
        if (!box.legend) fault(`${box.key} has no legend`);
        if (!box.key) fault(`${box.name} has no key`);
      }
    }
    assertNone(faults);
  });

  test('controls: none that needs a script is shown', async () => {
    for (const address of ['/lv/', situations[0], '/lv/search/', '/lv/phrases/']) {
      await page.goto(at.site.url(address));
      await page.locator('header details > summary').tap();
      const dead = await page
        .locator('button:visible')
        .evaluateAll(buttons => buttons.filter(b => !b.form).map(b => b.textContent));
      assert.deepEqual(dead, [], address);
    }
  });
});

describe('every page, 320 pixels wide, with a script', () => {
  const faults = { wide: [], broken: [] };
  before(async () => {
    const context = await at.browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    faults.broken = await watch(page, at.site);
    for (const address of pages) {
      await page.goto(at.site.url(address));
      const widths = await page.evaluate(() => {
        const width = () => document.documentElement.scrollWidth;
        const folded = width();
        for (const details of document.querySelectorAll('details')) details.open = true;
        return { folded, unfolded: width() };
      });
      for (const [state, width] of Object.entries(widths)) {
        if (width > 320) faults.wide.push(`${address}: ${width} px wide, ${state}`);
      }
    }
    await context.close();
  });

  test('layout: no horizontal scrolling', () => assertNone(faults.wide));
  test('errors: none in the console, no failed or foreign request, no violation of the security policy', () =>
    assertNone(faults.broken));
});

test('keyboard: the skip link comes first and leads to the main element, on every kind of page', async () => {
  const context = await at.browser.newContext();
  const page = await context.newPage();
  const kinds = new Map();
  for (const address of pages.filter(address => address.startsWith('/lv/'))) {
    kinds.set(kindOf(scan(await (await fetch(at.site.url(address))).text())), address);
  }
  kinds.delete('redirect');
  assert.ok(kinds.size >= 13, [...kinds.keys()].join(', '));
  for (const address of kinds.values()) {
    await page.goto(at.site.url(address));
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    assert.equal(await skip.getAttribute('href'), '#ui_main', `${address}: the first stop`);
    await page.waitForFunction(() => document.activeElement.getBoundingClientRect().top >= 0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(
      await page.evaluate(() => document.activeElement.closest('main') !== null),
      `${address}: the stop after it`,
    );
  }
  await context.close();
});

test('keyboard: every stop has a visible focus', async () => {
  const context = await at.browser.newContext();
  const page = await context.newPage();
  await page.goto(at.site.url(situations[0]));
  const unmarked = [];
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return {
        tag: document.activeElement.outerHTML.slice(0, 80),
        marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      };
    });
    if (/^<body/.test(focus.tag)) break;
    if (!focus.marked) unmarked.push(focus.tag);
  }
  assertNone(unmarked);
  await context.close();
});

test('menu: covers the page while it is open', async () => {
  const page = await phone(at.browser);
  for (const lang of LANGUAGES) {
    await page.goto(at.site.url(`/${lang}/situations/work-not-accepted/`));
    await page.locator('header details > summary').tap();
    // The script adds the buttons for the colour scheme, so the panel is complete after that.
    await page.locator('.panel [data-theme-set]').first().waitFor();
    const above = await page.evaluate(() => {
      const panel = document.querySelector('.panel');
      const { bottom } = panel.getBoundingClientRect();
      const covered = [...document.querySelectorAll('main :is(input, label, summary, a)')].flatMap(one => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return width && top > 0 && top + height < bottom
          ? [document.elementFromPoint(left + width / 2, top + height / 2)]
          : [];
      });
      return covered.map(one => panel.contains(one));
    });
    assert.ok(above.length > 3, `${above.length} under the menu`);
    assert.ok(above.every(Boolean), lang);
  }
  await page.context().close();
});

test('keyboard: a slash moves to the search field, and what follows is typed there', async () => {
  const context = await at.browser.newContext();
  const page = await context.newPage();
  // interactions.js is still loading while the reader types.
  let arrive;
  const way = new Promise(done => (arrive = done));
  await page.route('**/interactions.*.js', route => way.then(() => route.continue()).catch(() => {}));
  const focused = () => page.evaluate(() => [document.activeElement.name, document.activeElement.value]);
  for (const address of ['/lv/', '/ru/search/', situations[0]]) {
    await page.goto(at.site.url(address));
    await page.keyboard.press('Tab');
    await page.keyboard.type('/akts 1/2');
    assert.deepEqual(await focused(), ['q', 'akts 1/2'], address);
  }
  arrive();
  await page.goto(at.site.url('/lv/'));
  await page.keyboard.press('Control+/');
  assert.deepEqual(await focused(), [undefined, undefined]);
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`print: all phases are open, menus are hidden, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const page = await phone(at.browser, { javaScriptEnabled });
    for (const lang of LANGUAGES) {
      await page.goto(at.site.url(`/${lang}/situations/work-not-accepted/`));
      assert.ok((await page.locator('details.phase:not([open])').count()) > 0, 'a folded moment on the screen');
      await page.emulateMedia({ media: 'print' });
      const steps = await page.locator('.step > label').evaluateAll(labels =>
        labels.map(label => ({
          text: label.textContent,
          seen: label.checkVisibility() && label.getBoundingClientRect().height > 5,
        })),
      );
      assert.ok(steps.length > 10, `${steps.length} steps`);
      assertNone(steps.filter(step => !step.seen).map(step => step.text));
      assert.deepEqual(await page.locator('header:visible, footer:visible, button:visible').count(), 0);
      assert.ok(await page.locator('main >> text=https://').last().isVisible(), 'the address is printed');
      await page.emulateMedia({ media: 'screen' });
    }
    await page.context().close();
  });
}

test('not found: the page leads to a situation', async () => {
  const page = await phone(at.browser);
  const response = await page.goto(at.site.url('/ru/no/such/page/'));
  assert.equal(response.status(), 404);
  await page.locator('main .answers > li > details > summary').first().tap();
  await page.locator('main .answers .answers a[href*="/situations/"]').first().tap();
  await page.waitForURL(/\/situations\/[^/]+\/$/);
  assert.ok(await page.locator('main input[type=checkbox]').first().isVisible());
  await page.context().close();
});

test('search form: leads to the results', async () => {
  const page = await phone(at.browser);
  for (const [lang, asked, id] of [
    ['lv', 'nemaksā', 'client-will-not-pay'],
    ['ru', 'не платит', 'client-will-not-pay'],
    ['bg', 'не плаща', 'client-will-not-pay'],
  ]) {
    await page.goto(at.site.url(`/${lang}/`));
    await page.locator('main input[type=search]').fill(asked);
    await Promise.all([page.waitForURL(/\/search\/\?q=/), page.locator('main form[role=search] button').tap()]);
    assert.ok(
      await page.locator(`main a[href="/${lang}/situations/${id}/"]:visible`).first().isVisible(),
      `${lang}: ${asked}`,
    );
  }
  await page.context().close();
});

test('base path: the way from the choice of a language to the steps is the same', async t => {
  const below = await open({ base: '/kb/' }, t);
  const page = await phone(at.browser, {}, t);
  const faults = await watch(page, below);
  await page.goto(below.url('/kb/'));
  await page.locator('a[hreflang=bg]').tap();
  await page.waitForURL(below.url('/kb/bg/'));
  await page.locator('main .answers > li > details > summary').first().tap();
  await page.locator('main .answers .answers a').first().tap();
  await page.waitForURL(/\/kb\/bg\/situations\/[^/]+\/$/);
  const box = page.locator('main input[type=checkbox]').first();
  await box.tap();
  await page.reload();
  assert.ok(await box.isChecked());
  await page.locator('nav.languages a[hreflang=ru]').tap();
  await page.waitForURL(/\/kb\/ru\/situations\/[^/]+\/$/);
  assert.ok(await box.isChecked());
  assertNone(faults);
});
