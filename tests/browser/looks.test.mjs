// What a page looks like on narrow and wide windows, with enlarged text, in the dark and in forced colours: one page of
// each kind in each language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, assertNone, inABrowser, oneOfEachKind, pagesOf } from './site.mjs';

/** Words of headings and controls up to this length fit on a phone at 200 %. */
const LONGEST_WHOLE_WORD = 12;

/** One page of each kind in each language, and of those without a language. */
const pages = [];
const at = inABrowser({}, async () => {
  const langOf = address => LANGUAGES.find(lang => address.startsWith(`/${lang}/`));
  for (const lang of [...LANGUAGES, undefined]) {
    const own = pagesOf(at.site).filter(address => langOf(address) === lang);
    pages.push(...(await oneOfEachKind(at.site, own)));
  }
  assert.ok(pages.length > 30, `${pages.length} pages`);
});

/**
 * Opens each page in a window, prepares it, and collects the faults that `check` returns; `check` runs in the page with
 * the argument.
 */
async function look(options, check, argument, prepare = async () => {}) {
  const faults = [];
  const context = await at.browser.newContext({ bypassCSP: true, ...options });
  const page = await context.newPage();
  for (const address of pages) {
    await page.goto(at.site.url(address));
    await prepare(page);
    for (const fault of await page.evaluate(check, argument)) faults.push(`${address}: ${fault}`);
  }
  await context.close();
  return faults;
}

for (const [width, longest] of [
  [320, 0],
  [390, LONGEST_WHOLE_WORD],
]) {
  const whole = longest ? `, no word of up to ${longest} letters breaks` : '';
  test(`text at 200 %: nothing is cut off${whole}, ${width} pixels wide`, async () => {
    const faults = await look(
      { viewport: { width, height: 844 } },
      async longest => {
        document.documentElement.style.fontSize = '200%';
        for (const details of document.querySelectorAll('main details')) details.open = true;
        await new Promise(requestAnimationFrame);
        const faults = [];
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) faults.push(`${scrollWidth} px wide`);
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        while (texts.nextNode()) {
          const node = texts.currentNode;
          const holder = node.parentElement.closest('h1, h2, h3, legend, summary, button, .top a');
          if (!holder?.checkVisibility()) continue;
          for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}]+/gu)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 8)));
            if (word.length <= longest && lines.size > 1) faults.push(`“${word}” breaks in a ${holder.tagName}`);
          }
        }
        return faults;
      },
      longest,
    );
    assertNone(faults);
  });
}

test('header: one row on a phone, and the search is in it', async () => {
  for (const width of [320, 360, 390]) {
    const faults = await look({ viewport: { width, height: 844 } }, () => {
      const header = document.querySelector('body > header');
      if (!header) return [];
      const { height } = header.getBoundingClientRect();
      const search = header.querySelector('.to-search');
      const faults = height > 66 ? [`the header is ${height} px high`] : [];
      if (!search?.checkVisibility()) faults.push('the header has no search');
      return faults;
    });
    assertNone(faults);
  }
});

test('targets: links outside running text, buttons and boxes are at least 24 pixels high', async () => {
  const faults = await look({ viewport: { width: 390, height: 844 }, hasTouch: true }, () => {
    for (const details of document.querySelectorAll('main details')) details.open = true;
    const single = ':is(header, footer, nav, .rows, .answers, .cards) a, button, summary, input';
    return [...document.querySelectorAll(single)].flatMap(one => {
      const { width, height } = one.getBoundingClientRect();
      const small = one.checkVisibility() && width && !one.closest('.vh') && Math.min(width, height) < 24;
      return small ? [`${one.tagName} “${one.textContent.trim()}” is ${width} x ${height}`] : [];
    });
  });
  assertNone(faults);
});

for (const colorScheme of ['light', 'dark']) {
  test(`boxes: an empty one has the colour of its surroundings, a ticked one has not (${colorScheme})`, async () => {
    const faults = await look({ colorScheme, viewport: { width: 390, height: 844 } }, () => {
      for (const details of document.querySelectorAll('main details')) details.open = true;
      const behind = element => {
        for (let at = element.parentElement; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (!/, 0\)$/.test(backgroundColor)) return backgroundColor;
        }
      };
      return [...document.querySelectorAll('input[type=checkbox]')].slice(0, 3).flatMap(box => {
        const { backgroundColor: empty, appearance } = getComputedStyle(box);
        const surface = getComputedStyle(document.documentElement).getPropertyValue('--card').trim();
        document.body.append(Object.assign(document.createElement('i'), { style: `color: ${surface}` }));
        const card = getComputedStyle(document.body.lastChild).color;
        box.checked = true;
        const ticked = getComputedStyle(box).backgroundColor;
        const faults = [];
        if (appearance !== 'none') faults.push(`${box.id} is drawn by the browser`);
        if (![behind(box), card].includes(empty)) faults.push(`${box.id} is ${empty} on ${behind(box)}`);
        if (ticked === empty) faults.push(`${box.id} is ${ticked} when ticked`);
        return faults;
      });
    });
    assertNone(faults);
  });
}

test('forced colours: a ticked box and an empty one differ', async () => {
  const context = await at.browser.newContext({ forcedColors: 'active', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(at.site.url('/lv/situations/work-not-accepted/'));
  const box = page.locator('main input[type=checkbox]').first();
  const picture = async () => (await box.screenshot()).toString('base64');
  const empty = await picture();
  await box.evaluate(box => (box.checked = true));
  assert.notEqual(await picture(), empty);
  await context.close();
});

/** On the page of a document to fill in, waits for the fields of the form beside the text, which come at the first move. */
async function addForm(page) {
  if (!(await page.locator('body.page-fillable').count())) return;
  await page.keyboard.press('Shift');
  await page.locator('.fillable > .side label').first().waitFor();
  const [letter, form] = await Promise.all(['.paper', '.case'].map(part => page.locator(part).boundingBox()));
  assert.ok(form.x > letter.x + letter.width && form.y < letter.y + letter.height, `${page.url()}: not side by side`);
}

for (const width of [1280, 1600]) {
  test(`wide windows: the content reaches the right edge, ${width} pixels wide`, async () => {
    const check = () => {
      const main = document.querySelector('main');
      const style = getComputedStyle(main);
      const left = parseFloat(style.paddingLeft);
      const right = innerWidth - parseFloat(style.paddingRight);
      const reached = [...main.querySelectorAll('*')].map(element => {
        const { right, top, width } = element.getBoundingClientRect();
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const framed = parseFloat(getComputedStyle(element).borderTopWidth) || element.matches('input, button');
        return width && top < innerHeight && (own || framed) && element.checkVisibility() ? right : 0;
      });
      const part = (Math.max(...reached) - left) / (right - left);
      return part < 0.75 ? [`only ${Math.round(part * 100)} % of the width is used`] : [];
    };
    assertNone(await look({ viewport: { width, height: 900 } }, check, null, addForm));
  });
}
