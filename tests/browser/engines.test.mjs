// Firefox and WebKit: every kind of page in every language at four widths and with large text, and what a reader does
// with it. What Chromium does is in the other files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { NAMES, start } from './engines.mjs';
import { LANGUAGES, assertNone, open, serve } from './site.mjs';

const WIDTHS = [320, 390, 1280, 1600];
const SITUATION = 'client-will-not-pay';
const MISSING = 'none/';
/** Words of headings up to this length fit on a phone at 200 %. */
const LONGEST_WHOLE_WORD = 12;
/** One page of each kind, below the folder of its language. */
const KINDS = [
  '',
  'guide/',
  `situations/${SITUATION}/`,
  'articles/getting-paid/',
  'phrases/',
  'map/',
  'search/?q=a',
  MISSING,
];
/** Runs before the script of a page, because the driver of WebKit does not report errors. */
const COLLECT_FAULTS = `
  self.faults = [];
  for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation'])
    addEventListener(type, event =>
      faults.push([type, event.message, event.reason, event.violatedDirective, event.blockedURI].join(' ')), true);
`;

// These functions run in the page.

const width = () => document.documentElement.scrollWidth - innerWidth;
const unfoldAll = within => document.querySelectorAll(`${within} details`).forEach(details => (details.open = true));
const doubleText = () => void (document.documentElement.style.fontSize = '200%');
/** The words of headings, up to a length, that are broken over two lines. */
const brokenWords = longest => {
  const broken = [];
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
      for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set(
          [...range.getClientRects()].filter(({ width }) => width > 1).map(({ bottom }) => Math.round(bottom)),
        );
        if (word.length <= longest && lines.size > 1) broken.push(word);
      }
    }
  }
  return broken;
};

for (const name of NAMES) {
  describe(name, () => {
    let site, built, engine;
    before(async () => {
      built = await open();
      site = await serve(() => built.folder);
      site.edit = (address, bytes) => (/^\/assets\/site\./.test(address) ? COLLECT_FAULTS + bytes : bytes);
      engine = await start(name);
    });
    after(async () => {
      await engine?.close();
      await site?.close();
      await built?.close();
    });
    beforeEach(() => engine.resize(390));
    afterEach(async () => {
      const faults = [...engine.faults, ...(await engine.evaluate(() => self.faults ?? []))];
      engine.faults.length = 0;
      assertNone(faults);
      assertNone(site.failed.filter(address => !address.endsWith(MISSING)));
    });
    const visit = (lang, place = '') => engine.open(site.url(`/${lang}/${place}`));
    const unfold = (within = 'main') => engine.evaluate(unfoldAll, within);

    for (const lang of LANGUAGES) {
      test(`layout: no sideways scrolling on a page of each kind (${lang})`, async () => {
        const wide = [];
        for (const place of KINDS) {
          await visit(lang, place);
          for (const state of ['folded', 'unfolded']) {
            if (state === 'unfolded') await unfold('body');
            for (const size of WIDTHS) {
              await engine.resize(size);
              await engine.until(size => innerWidth === size, `the window is not ${size} px wide`, size);
              const more = await engine.evaluate(width);
              if (more > 0) wide.push(`${lang}/${place}: ${more} px more than ${size}, ${state}`);
            }
          }
          assertNone((await engine.evaluate(() => self.faults ?? [])).map(fault => `${lang}/${place}: ${fault}`));
        }
        assertNone(wide);
      });

      test(`layout: text of twice the size does not scroll sideways, and no heading breaks a word (${lang})`, async () => {
        const faults = [];
        for (const place of KINDS) {
          await visit(lang, place);
          await engine.evaluate(doubleText);
          for (const state of ['folded', 'unfolded']) {
            if (state === 'unfolded') await unfold('body');
            const more = await engine.evaluate(width);
            if (more > 0) faults.push(`${lang}/${place}: ${more} px more than 390, ${state}`);
          }
          for (const word of await engine.evaluate(brokenWords, LONGEST_WHOLE_WORD))
            faults.push(`${lang}/${place}: breaks ${word}`);
        }
        assertNone(faults);
      });
    }

    test('ticks: kept over a reload', async () => {
      const first = 'main input[data-action]';
      const isTicked = first => document.querySelector(first).checked;
      await visit('lv', `situations/${SITUATION}/`);
      await unfold();
      assert.equal(await engine.evaluate(isTicked, first), false);
      await engine.click(first);
      await engine.reload();
      assert.equal(await engine.evaluate(isTicked, first), true);
    });

    test('case: fills the blanks of messages; a message is copied with it', async () => {
      const note = 'SIA Ozols';
      /** The name of a field for text that a message of the page has a blank for. */
      const fieldWithBlank = () =>
        [...document.querySelectorAll('input[data-case]:not([type=date])')]
          .map(field => field.dataset.case)
          .find(name => document.querySelector(`.say .blank[data-case="${name}"]`));
      await visit('lv', `situations/${SITUATION}/`);
      await unfold();
      const field = await engine.evaluate(fieldWithBlank);
      await engine.type(`input[data-case="${field}"]`, note);
      await engine.until(
        (field, note) => document.querySelector(`.say .blank[data-case="${field}"]`).textContent === note,
        'the blank is not filled',
        field,
        note,
      );
      const message = await engine.evaluate(field => {
        const message = document.querySelector(`.say .blank[data-case="${field}"]`).closest('.say');
        message.id = 'message';
        const area = document.createElement('textarea');
        area.id = 'pasted';
        document.querySelector('main').append(area);
        return message.querySelector('.say-text').innerText.trim();
      }, field);
      assert.ok(message.includes(note), message);
      await engine.click('#message [data-do=message]');
      await engine.until(() => document.getElementById('ui_status').textContent, 'copying is not announced');
      await engine.paste('#pasted');
      const pasted = await engine.evaluate(() => document.getElementById('pasted').value.trim());
      assert.equal(pasted.replace(/\s+/g, ' '), message.replace(/\s+/g, ' '));
    });

    const queries = JSON.parse(readFileSync(new URL('../search/queries.json', import.meta.url), 'utf8'));
    for (const kind of ['inflected', 'other keyboard']) {
      test(`search: ${kind} words find what they mean`, async () => {
        const asked = LANGUAGES.map(lang => queries.find(one => one.lang === lang && one.kind === kind));
        for (const { lang, query: words, finds, within } of asked) {
          await visit(lang, 'search/');
          await engine.type('#ui_search', words);
          await engine.until(
            (address, within) =>
              [...document.querySelectorAll('#ui_results [data-result] > a')]
                .slice(0, within)
                .some(link => link.getAttribute('href') === address),
            `${words} does not find ${finds}`,
            `/${finds}`,
            within,
          );
        }
      });
    }

    test('menu: opens, and its links are on the screen', async () => {
      const shownLinks = () =>
        [...document.querySelectorAll('header details a')].filter(link => {
          const { left, right, height } = link.getBoundingClientRect();
          return link.checkVisibility() && height && left >= 0 && right <= innerWidth;
        }).length;
      await visit('lv');
      assert.equal(await engine.evaluate(shownLinks), 0);
      await engine.click('header details > summary');
      const count = await engine.evaluate(shownLinks);
      assert.ok(count >= 5, `${count} links`);
    });

    test('offline: the kept language is read without a network, and another is not kept', async t => {
      const offline = await serve(() => built.folder, t);
      const visit = address => engine.open(offline.url(address));
      const titleIs = text => document.title.startsWith(text);
      await visit('/bg/');
      await engine.click('header details > summary');
      await engine.until(async () => {
        const names = await caches.keys();
        const kept = await Promise.all(names.map(async name => (await caches.open(name)).match('/_whole')));
        return kept.filter(Boolean).length;
      }, 'the language is not kept');
      offline.down = true;
      await visit('/bg/search/?q=капарото');
      await engine.until(() => document.querySelectorAll('[data-result]').length, 'no result without a network');
      await visit('/ru/map/');
      await engine.until(titleIs, 'does not say that there is no network', 'Нет соединения');
      assert.deepEqual(
        await engine.evaluate(() => [...document.querySelectorAll('[data-keeps] a')].map(link => link.pathname)),
        ['/bg/'],
      );
      offline.down = false;
      await engine.reload();
      await engine.until(titleIs, 'the page is not shown with a network', 'Карта');
    });
  });

  test(`${name}, dark and without scripts: the steps are there`, async t => {
    const built = await open({}, t);
    const site = await serve(() => built.folder, t);
    const engine = await start(name, { dark: true, scripts: false });
    try {
      await engine.resize(390);
      for (const lang of LANGUAGES) {
        await engine.open(site.url(`/${lang}/situations/${SITUATION}/`));
        const { isScripted, steps, isDark } = await engine.evaluate(() => ({
          isScripted: document.documentElement.classList.contains('js'),
          steps: [...document.querySelectorAll('main input[type=checkbox]')].filter(
            box => box.getBoundingClientRect().width && box.labels[0]?.innerText.trim(),
          ).length,
          isDark: matchMedia('(prefers-color-scheme: dark)').matches,
        }));
        assert.equal(isScripted, false);
        assert.ok(steps > 0, `${lang}: ${steps} steps can be seen`);
        assert.equal(isDark, true);
      }
      assertNone(engine.faults);
    } finally {
      await engine.close();
    }
  });
}
