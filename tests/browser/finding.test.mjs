// Pages that lead to a text: phrases, the map, the contents of an article, the search page; with and without a script.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, assertNone, inABrowser, pagesOf, phone, watch } from './site.mjs';

const WIDE = { viewport: { width: 1280, height: 900 } };

/** Words of a phrase and of its inflections, and the phrase that has them; words that no phrase has. */
const WORDS = {
  lv: { typed: ['pārāk dargi', 'dārgs'], id: 'too-expensive', unknown: 'zzqqxx' },
  ru: { typed: ['это дорого', 'дорого'], id: 'too-expensive', unknown: 'щщфф' },
  bg: { typed: ['много скъпо', 'скъп'], id: 'too-expensive', unknown: 'щщфф' },
};

const at = inABrowser();

/** Runs `check` with a page in a new context, and fails if the page has a fault. */
async function on(options, check) {
  const page = await phone(at.browser, options);
  const faults = await watch(page, at.site);
  await check(page);
  await page.context().close();
  assertNone(faults);
}

const wide = options => ({ isMobile: false, hasTouch: false, ...WIDE, ...options });
const inWindow = locator =>
  locator.evaluate(element => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight;
  });

describe('phrases', () => {
  for (const lang of LANGUAGES) {
    test(`closed, they are a few screens on a phone, the first one on the first screen (${lang})`, () =>
      on({ javaScriptEnabled: false }, async page => {
        await page.goto(at.site.url(`/${lang}/phrases/`));
        assert.ok((await page.locator('.phrase').count()) > 20);
        assert.equal(await page.locator('.phrase[open]').count(), 0);
        const { height } = page.viewportSize();
        const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
        assert.ok(screens < 6, `${screens} screens`);
        assert.ok((await page.locator('.phrase').first().boundingBox()).y < height);
      }));

    test(`the filter finds words and their inflections, counts and clears (${lang})`, () =>
      on({}, async page => {
        const { typed, id, unknown } = WORDS[lang];
        await page.goto(at.site.url(`/${lang}/phrases/`));
        const shown = page.locator('.phrase:visible');
        const all = await shown.count();
        const field = page.locator('#ui_filter input');
        const status = page.locator('#ui_filter [role=status]');
        for (const words of typed) {
          await field.fill(words);
          await page.waitForFunction(() => document.querySelector('#ui_filter [role=status]').textContent);
          const count = await shown.count();
          assert.ok(count > 0 && count < all / 2, `${words}: ${count} of ${all}`);
          assert.ok(await page.locator(`.phrase:has(#${id})`).isVisible(), words);
          assert.match(await status.textContent(), new RegExp(`\\D${count}$`), words);
          const groups = await page.locator('.groups > section:visible').count();
          assert.equal(await page.locator('.groups > section:visible:has(.phrase:visible)').count(), groups);
        }
        await field.fill(unknown);
        await page.waitForFunction(() => !document.querySelector('.phrase:not([hidden])'));
        assert.ok((await status.textContent()).length > 5);
        await page.locator('#ui_filter button').tap();
        await page.waitForURL(url => url.pathname === `/${lang}/search/` && url.searchParams.get('q') === unknown);
        await page.goBack();
        await field.fill('');
        await page.waitForFunction(all => document.querySelectorAll('.phrase:not([hidden])').length === all, all);
        assert.equal(await status.textContent(), '');
      }));
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`a link opens its phrase and leads to it, ${javaScriptEnabled ? 'with' : 'without'} a script`, () =>
      on({ javaScriptEnabled }, async page => {
        await page.goto(at.site.url('/lv/phrases/#tiny-change'));
        const fold = id => page.locator(`.phrase:has(#${id})`);
        assert.ok(await inWindow(fold('tiny-change').locator('summary')), 'the address names it');
        assert.ok(await fold('tiny-change').locator('.say').isVisible());
        assert.equal(await page.locator('.phrase[open]').count(), 1);
        const link = page.locator('.elsewhere a[href="#redo-everything"]').first();
        await link.tap();
        await page.waitForFunction(() => document.querySelector('.phrase:has(#redo-everything)').open);
        assert.ok(await inWindow(fold('redo-everything').locator('summary')), 'a link of another group');
      }));
  }

  test('a link to a phrase that the filter hides clears the filter', () =>
    on({}, async page => {
      await page.goto(at.site.url('/lv/phrases/'));
      await page.locator('#ui_filter input').fill('dārgi');
      await page.waitForFunction(() => document.querySelector('.phrase[hidden]'));
      await page.evaluate(() => (location.hash = '#tiny-change'));
      await page.waitForFunction(() => !document.querySelector('.phrase[hidden]'));
      assert.ok(await inWindow(page.locator('.phrase:has(#tiny-change) > summary')));
    }));

  test('printed, all are open', () =>
    on({ javaScriptEnabled: false }, async page => {
      await page.goto(at.site.url('/lv/phrases/'));
      await page.emulateMedia({ media: 'print' });
      const says = page.locator('.groups .say');
      const heights = await says.evaluateAll(all => all.map(say => say.getBoundingClientRect().height));
      assert.ok(heights.length > 20 && heights.every(height => height > 10), `${heights}`);
    }));
});

describe('map', () => {
  const rows = page => page.locator('.map details');

  for (const javaScriptEnabled of [true, false]) {
    test(`a situation is chosen with the keyboard, ${javaScriptEnabled ? 'with' : 'without'} a script`, () =>
      on(wide({ javaScriptEnabled }), async page => {
        await page.goto(at.site.url('/lv/map/'));
        const row = id => page.locator(`.map details:has(#row-${id})`);
        await row('client-will-not-pay').locator('> summary').focus();
        await page.keyboard.press('Enter');
        assert.equal(await page.locator('.map details[open]').count(), 1);
        assert.ok(await row('client-will-not-pay').locator('.ways > div').isVisible());
        // Each way of the page of the situation is in the list, and leads on along the map.
        const links = await row('client-will-not-pay')
          .locator('[data-way=to] a')
          .evaluateAll(all => all.map(link => link.hash));
        assert.ok(links.length >= 3, `${links}`);
        await page.keyboard.press('Tab');
        assert.match(await page.evaluate(() => document.activeElement.pathname), /situations\/client-will-not-pay/);
        await row('client-will-not-pay').locator(`a[href="${links[0]}"]`).focus();
        await page.keyboard.press('Enter');
        await page.waitForFunction(hash => document.querySelector(hash).closest('details').open, links[0]);
        assert.equal(await page.locator('.map details[open]').count(), 1, 'the other row is closed');
      }));
  }

  test('the ways are beside the rows in a wide window, wherever it is scrolled', () =>
    on(wide(), async page => {
      await page.goto(at.site.url('/lv/map/'));
      await page.locator('.map details[open]').waitFor();
      for (const at of [0, 8, -1]) {
        const row = rows(page).nth(at);
        if (!(await row.evaluate(details => details.open))) await row.locator('> summary').click();
        const [summary, ways] = [
          await row.locator('> summary').boundingBox(),
          await row.locator('.ways > div').boundingBox(),
        ];
        assert.ok(ways.x > summary.x + summary.width, `row ${at}`);
        assert.ok(ways.y >= 0 && ways.y < 900, `row ${at}: ${ways.y}`);
      }
    }));

  test('the rows at the other ends of the chosen one are marked', () =>
    on(wide(), async page => {
      await page.goto(at.site.url('/ru/map/'));
      await page.locator('.map details[open]').waitFor();
      for (const at of [3, 12]) {
        const row = rows(page).nth(at);
        await row.locator('> summary').click();
        const ends = await row.locator('[data-way] a').evaluateAll(all => all.map(link => link.hash.slice(1)));
        assert.ok(ends.length > 1);
        const wanted = [...new Set(ends)].sort();
        await page.waitForFunction(
          count => document.querySelectorAll('.map [data-ways]').length === count,
          wanted.length,
        );
        const marked = await page.locator('.map [data-ways] > .ways').evaluateAll(all => all.map(ways => ways.id));
        assert.deepEqual(marked.sort(), wanted);
      }
    }));

  test('on a phone all rows are closed, and the list is short', () =>
    on({}, async page => {
      await page.goto(at.site.url('/bg/map/'));
      assert.equal(await page.locator('.map details[open]').count(), 0);
      const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
      assert.ok(screens < 4, `${screens} screens`);
    }));
});

describe('contents of an article', () => {
  const ARTICLE = '/lv/articles/getting-paid/';

  for (const javaScriptEnabled of [true, false]) {
    test(`in view beside the text while it is read, ${javaScriptEnabled ? 'with' : 'without'} a script`, () =>
      on(wide({ javaScriptEnabled }), async page => {
        await page.goto(at.site.url(ARTICLE));
        const links = page.locator('.contents a');
        const count = await links.count();
        assert.ok(count > 5);
        for (let link = 0; link < count; link++) {
          const hash = await links.nth(link).getAttribute('href');
          await page.goto(at.site.url(ARTICLE + hash));
          for (let n = 0; n < count; n++) assert.ok(await inWindow(links.nth(n)), `${hash}: link ${n}`);
        }
        const [text, contents] = [
          await page.locator('.text').boundingBox(),
          await page.locator('.contents').boundingBox(),
        ];
        assert.ok(contents.x >= text.x + text.width);
      }));
  }

  test('all of them can be reached in a low window', () =>
    on(wide({ viewport: { width: 1280, height: 300 } }), async page => {
      await page.goto(at.site.url(ARTICLE));
      const last = page.locator('.contents a').last();
      await page.evaluate(() => scrollTo(0, 3000));
      await last.focus();
      assert.ok(await inWindow(last));
    }));

  test('the part that is being read is marked', () =>
    on(wide(), async page => {
      await page.goto(at.site.url(ARTICLE));
      const links = page.locator('.contents a');
      for (const at of [1, 4, 2]) {
        await links.nth(at).click();
        const hash = await links.nth(at).getAttribute('href');
        await page.waitForFunction(
          hash => document.querySelector('.contents [aria-current]')?.getAttribute('href') === hash,
          hash,
        );
        assert.equal(await page.locator('.contents [aria-current]').count(), 1);
      }
      // From the middle of a part to the middle of another, without a heading near the top before or after.
      const target = await links.nth(6).getAttribute('href');
      await page.evaluate(hash => {
        const { top } = document.querySelector(hash).getBoundingClientRect();
        scrollBy(0, top + 150);
      }, target);
      await page.waitForFunction(
        hash => document.querySelector('.contents [aria-current]')?.getAttribute('href') === hash,
        target,
      );
    }));

  test('folded on a phone, so that the text is on the first screen or close', () =>
    on({ javaScriptEnabled: false }, async page => {
      for (const address of pagesOf(at.site).filter(address => /^\/\w+\/articles\/./.test(address))) {
        await page.goto(at.site.url(address));
        if (!(await page.locator('.text').count())) continue;
        assert.equal(await page.locator('.contents a:visible').count(), 0, address);
        const { y } = await page.locator('.text').boundingBox();
        assert.ok(y < 844, `${address}: the text is ${Math.round(y)} px down`);
      }
    }));

  test('lines of text have 60 to 75 characters in a wide window', () =>
    on(wide(), async page => {
      for (const lang of LANGUAGES) {
        await page.goto(at.site.url(`/${lang}/articles/getting-paid/`));
        const line = await page.evaluate(() => {
          const lengths = [];
          for (const paragraph of document.querySelectorAll('.text > p')) {
            const node = paragraph.firstChild;
            if (paragraph.childNodes.length > 1 || node?.nodeType !== 3) continue;
            const range = document.createRange();
            let [start, top] = [0, null];
            for (let at = 0; at < node.length; at++) {
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              const rect = range.getClientRects()[0];
              if (!rect?.width) continue;
              if (top !== null && rect.top > top + 5) {
                lengths.push(at - start);
                start = at;
              }
              top = rect.top;
            }
          }
          return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
        });
        assert.ok(line >= 60 && line <= 75, `${lang}: ${line}`);
      }
    }));
});

describe('search page', () => {
  test('without a script it says so, hides the field and lists everything', () =>
    on({ javaScriptEnabled: false }, async page => {
      for (const lang of LANGUAGES) {
        await page.goto(at.site.url(`/${lang}/search/?q=abc`));
        assert.match(await page.locator('main noscript p').textContent(), /JavaScript/);
        assert.equal(await page.locator('main input:visible').count(), 0);
        assert.ok((await page.locator('#ui_index .rows > li:visible').count()) > 50);
      }
    }));

  test('a result states its kind before its title, beside it in a wide window', () =>
    on(wide(), async page => {
      await page.goto(at.site.url('/lv/search/?q=nemaksa'));
      const first = page.locator('[data-result=situation]').first();
      await first.waitFor();
      assert.match(await first.textContent(), /^situācija /);
      const [kind, title] = [await first.locator('.count').boundingBox(), await first.locator('> a').boundingBox()];
      assert.ok(kind.x + kind.width <= title.x && Math.abs(kind.y - title.y) < 10);
    }));

  test('nothing found: the scope, the guide and the whole list', () =>
    on({}, async page => {
      for (const lang of LANGUAGES) {
        await page.goto(at.site.url(`/${lang}/search/?q=zzqqxxyy`));
        await page.locator('#ui_results .alert').waitFor();
        assert.equal(await page.locator('#ui_results a[href="tel:112"]').count(), 1, lang);
        assert.ok(await page.locator(`#ui_results a[href="/${lang}/guide/"]`).isVisible());
        assert.ok((await page.locator('#ui_index .rows > li:visible').count()) > 50);
        assert.ok((await page.locator('#ui_status').textContent()).length > 5);
      }
    }));
});
