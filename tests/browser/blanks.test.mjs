// The blanks of ready messages: each is filled where it is, by touch or keyboard, and kept on the device.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, focused, onAPhone, phone, tapInto, until, wake } from './site.mjs';

const SITUATION = 'client-will-not-pay';

const at = onAPhone();
const visit = (lang, place = `situations/${SITUATION}`) => at.page.goto(at.site.url(`/${lang}/${place}/`));
const open = async (lang, place) => {
  await visit(lang, place);
  await wake(at.page);
};
const unfold = () =>
  at.page
    .locator('main details')
    .evaluateAll(all => all.forEach(details => (details.open = !details.matches('.phrase'))));
const own = () => at.page.locator('.phases .blank:not([data-case])');
const ofCase = name => at.page.locator(`.blank[data-case=${name}]`);
const copied = () => at.page.evaluate(() => navigator.clipboard.readText());
const letCopy = () =>
  at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.site.origin });
/** The message that contains a blank. */
const messageOf = blank => at.page.locator('.say').filter({ has: blank }).first();

describe('blanks', () => {
  for (const lang of LANGUAGES) {
    test(`each is a text box whose name is its words (${lang})`, async () => {
      await visit(lang);
      const words = await at.page.locator('.blank').allTextContents();
      assert.ok(words.length > 5, `${words.length} blanks`);
      await wake(at.page);
      await unfold();
      const boxes = at.page.locator('.phases').getByRole('textbox', { name: words[0].slice(1, -1), exact: true });
      assert.equal(await boxes.first().textContent(), words[0]);
      assert.equal(await at.page.locator('.blank[role=textbox]').count(), words.length);
      assert.deepEqual(await at.page.locator('.blank').allTextContents(), words);
    });
  }

  test('one of the case is filled by a tap, in every message and in the form', async () => {
    await open('lv');
    const before = await ofCase('invoice').allTextContents();
    await tapInto(ofCase('invoice').first());
    assert.equal(await ofCase('invoice').first().textContent(), '', 'the words make room for the text');
    await at.page.keyboard.type('MP-12');
    assert.deepEqual(
      await ofCase('invoice').allTextContents(),
      before.map(() => 'MP-12'),
    );
    assert.equal(await at.page.locator('input[data-case=invoice]').inputValue(), 'MP-12');
    await visit('ru');
    await until(async () => (await ofCase('invoice').first().textContent()) === 'MP-12', 'kept');
  });

  test('any other has a text of its own, the same wherever the message is', async () => {
    await open('lv');
    await unfold();
    const before = await own().allTextContents();
    await tapInto(own().first());
    await at.page.keyboard.type('12/2026');
    await at.page.locator('h1').tap();
    assert.deepEqual(await own().allTextContents(), ['12/2026', ...before.slice(1)]);
    await at.page.reload();
    await until(async () => (await own().first().textContent()) === '12/2026', 'kept over a reload');
    await visit('lv', 'articles/getting-paid');
    await at.page.locator('.blank.filled').getByText('12/2026').waitFor();
    assert.equal(await at.page.locator('.blank.filled').count(), 1);
  });

  test('left empty, it has its words again', async () => {
    await open('bg');
    const blank = at.page.locator('.blank:visible').first();
    const words = await blank.textContent();
    await tapInto(blank);
    await at.page.keyboard.type('x');
    await at.page.keyboard.press('Backspace');
    await at.page.locator('h1').tap();
    await until(async () => (await blank.textContent()) === words, 'the words are back');
    assert.ok(!(await blank.getAttribute('class')).includes('filled'));
    const keys = await at.page.evaluate(() => Object.keys(localStorage));
    assert.deepEqual(
      keys.filter(key => /:(case|blanks)$/.test(key)),
      [],
    );
  });

  test('the keyboard leads from one to the next, and then to the button', async () => {
    await open('lv');
    const message = messageOf(at.page.locator('.blank:visible'));
    const blanks = await message.locator('.blank').count();
    await message.locator('.blank').first().focus();
    for (let n = 0; n < blanks; n++) {
      const { marked, words } = await at.page.evaluate(() => ({
        marked: parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2,
        words: getComputedStyle(document.activeElement, '::before').content,
      }));
      assert.ok(marked, 'the focus is visible');
      assert.match(words, /\[.+\]/, 'its words are shown while it is empty');
      await at.page.keyboard.type(`text ${n}`);
      await at.page.keyboard.press('Enter');
    }
    assert.equal(await at.page.evaluate(() => document.activeElement.dataset.do), 'message');
    assert.deepEqual(
      await message.locator('.blank').allTextContents(),
      Array.from({ length: blanks }, (_, n) => `text ${n}`),
    );
  });

  test('a copied message has what was typed; what is left is named and leads to its blank', async () => {
    await letCopy();
    await open('lv');
    const message = messageOf(at.page.locator('.blank:visible'));
    const [first, second, ...others] = await message.locator('.blank').allTextContents();
    await tapInto(message.locator('.blank').first());
    await at.page.keyboard.type('Nr. 7');
    await message.locator('[data-do=message]').tap();
    await until(async () => (await copied()).includes('Nr. 7'), 'the text is copied');
    assert.ok(!(await copied()).includes(first));
    assert.ok((await copied()).includes(second), 'a blank that is not filled keeps its words');
    const chips = message.locator('.say-fill button');
    assert.deepEqual(await chips.allTextContents(), [second, ...others]);
    await chips.first().tap();
    await until(() => at.page.evaluate(words => document.activeElement.dataset.words === words, second), 'the blank');
    // Copied while the reader is in the empty blank.
    await message.locator('[data-do=message]').tap();
    await until(async () => (await copied()).includes(second), 'the words are copied');
    for (const number of [second, ...others].keys()) {
      await tapInto(message.locator('.blank').nth(number + 1));
      await at.page.keyboard.type('rīt');
    }
    assert.equal(await message.locator('.say-fill').count(), 0, 'nothing is left');
  });

  test('the form lists the empty ones of each phase and leads to them', async () => {
    await open('ru');
    await at.page.locator('.case > summary').tap();
    const chips = at.page.locator('.case .left button');
    const count = await chips.count();
    // A phase lists each text once, that of a field of the case and that of a blank of its own.
    const names = await at.page.locator('.phases .phase').evaluateAll(phases =>
      phases.flatMap(phase => {
        const names = [...phase.querySelectorAll('.say-text')].flatMap(message =>
          [...message.querySelectorAll('.blank')].map(
            (blank, number) => blank.dataset.case ?? `${number} ${message.textContent}`,
          ),
        );
        return [...new Set(names)];
      }),
    );
    assert.equal(count, names.length);
    const position = names.findLastIndex(name => / /.test(name));
    assert.ok(position >= 0, 'those that the form has no field for, too');
    const last = at.page.locator('.phases .blank:not([data-case])').last();
    await chips.nth(position).tap();
    await focused(last);
    assert.ok(await last.isVisible());
    await at.page.keyboard.type('текст');
    assert.equal(await chips.count(), count - 1);
  });

  test('everything typed is cleared by one button, and restored', async () => {
    await open('lv');
    await unfold();
    const texts = () => at.page.locator('.phases .filled').allTextContents();
    await tapInto(own().first());
    await at.page.keyboard.type('17');
    await at.page.locator('input[data-case=sum]').fill('90 EUR');
    await at.page.locator('input[data-case=client]').focus();
    const before = await texts();
    assert.ok(before.includes('17') && before.includes('90,00\u{a0}EUR'));
    await at.page.locator('[data-do=forget]').tap();
    assert.deepEqual(await texts(), []);
    await at.page.locator('[data-do=forget]').tap();
    assert.deepEqual(await texts(), before);
  });

  test('markup is text, typed, pasted and read from the storage', async () => {
    const markup = '<img src=x onerror="window.done=1"><b>1</b>';
    await open('lv');
    await unfold();
    const blank = own().first();
    await tapInto(blank);
    await at.page.keyboard.type(markup);
    assert.equal(await blank.textContent(), markup);
    // A browser that pastes what the page of origin looks like.
    const second = ofCase('invoice').first();
    await second.evaluate(element => {
      element.focus();
      element.innerHTML = '<b title="x">rīt</b>';
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    assert.equal(await second.textContent(), 'rīt');
    await at.page.reload();
    await until(async () => (await blank.textContent()) === markup, 'kept');
    assert.deepEqual(await at.page.locator('.blank *, main img').evaluateAll(all => all.map(one => one.outerHTML)), []);
    assert.equal(await at.page.evaluate(() => window.done), undefined);
  });

  test('a damaged storage is as an empty one', async () => {
    await at.page.addInitScript(() => {
      localStorage.setItem('situ:/:blanks', '{"a');
      localStorage.setItem('situ:/:case', '[1]');
    });
    await open('lv');
    const blank = at.page.locator('.blank:visible').first();
    await tapInto(blank);
    await at.page.keyboard.type('ok');
    assert.equal(await blank.textContent(), 'ok');
  });

  test('if storage is forbidden, they are filled until the page is left, and the page says so', async () => {
    await at.page.addInitScript(() => {
      for (const name of ['getItem', 'setItem', 'removeItem'])
        Storage.prototype[name] = () => {
          throw new DOMException('forbidden', 'SecurityError');
        };
    });
    await open('ru');
    await unfold();
    await tapInto(own().first());
    await at.page.keyboard.type('17');
    await tapInto(ofCase('invoice').first());
    await at.page.keyboard.type('завтра');
    await at.page.locator('h1').tap();
    assert.equal(await own().first().textContent(), '17');
    assert.equal(await at.page.locator('input[data-case=invoice]').inputValue(), 'завтра');
    assert.equal(await at.page.locator('.case .unsaved').count(), 1);
  });

  test('a tap that comes before the script leads to the blank', async () => {
    let arrive;
    const way = new Promise(done => (arrive = done));
    await at.page.route('**/interactions.*.js', route => way.then(() => route.continue()));
    await visit('lv');
    const blank = at.page.locator('.blank:visible').first();
    await blank.tap();
    arrive();
    await until(() => blank.evaluate(element => element === document.activeElement), 'it has the focus');
  });

  test('without a script they are plain text', async t => {
    const page = await phone(at.browser, { javaScriptEnabled: false }, t);
    await page.goto(at.site.url(`/lv/situations/${SITUATION}/`));
    const blank = page.locator('.blank:visible').first();
    assert.match(await blank.textContent(), /^\[.+\]$/);
    assert.equal(await blank.getAttribute('role'), null);
  });
});
