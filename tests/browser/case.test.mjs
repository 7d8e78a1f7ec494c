// The reader's own case, the record for a lawyer, sharing, and the same place in another language.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, launch, onAPhone, phone, sheets, until, wake } from './site.mjs';

const SITUATION = 'client-will-not-pay';
/** What the reader types, with the parts of a date as `<input type="date">` wants them. */
const NOTES = { client: 'SIA Ozols', delivered: '2026-11-14', due: '2026-11-21', sum: '1240,5', invoice: '7/2026' };
/** The same as each language writes it. */
const SHOWN = {
  lv: { ...NOTES, delivered: '14.11.2026.', due: '21.11.2026.', sum: '1240,50\u{a0}EUR' },
  ru: { ...NOTES, delivered: '14.11.2026', due: '21.11.2026', sum: '1\u{a0}240,50\u{a0}₽' },
  bg: { ...NOTES, delivered: '14.11.2026\u{a0}г.', due: '21.11.2026\u{a0}г.', sum: '1240,50\u{a0}€' },
};

const at = onAPhone();
const visit = (lang, place = `situations/${SITUATION}`) => at.page.goto(at.site.url(`/${lang}/${place}/`));
const field = name => at.page.locator(`.case input[data-case=${name}]`);
const blanks = name => at.page.locator(`.blank[data-case=${name}]`);
const actionButton = name => at.page.locator(`[data-do=${name}]`);
const unfold = () => at.page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
const kept = key =>
  at.page.evaluate(key => {
    const name = Object.keys(localStorage).find(name => name.endsWith(`:${key}`));
    return name ? JSON.parse(localStorage[name]) : {};
  }, key);
const fillCase = async (notes = NOTES) => {
  await unfold();
  for (const [name, text] of Object.entries(notes)) await field(name).fill(text);
  // The script that fills the messages is loaded at the first move.
  await at.page.waitForFunction(() => Object.keys(localStorage).some(key => key.endsWith(':case')));
};

describe('case', () => {
  for (const lang of LANGUAGES) {
    test(`notes fill the blanks of every message (${lang})`, async () => {
      await visit(lang);
      await unfold();
      const before = await blanks('sum').first().textContent();
      assert.match(before, /^\[.+\]$/);
      await fillCase();
      await field('client').focus();
      for (const [name, text] of Object.entries(SHOWN[lang])) {
        assert.deepEqual([...new Set(await blanks(name).allTextContents())], [text], name);
      }
      assert.deepEqual(await kept('case'), { ...NOTES, sum: '1240.50' });
      await visit(lang, 'articles/getting-paid');
      await wake(at.page);
      assert.equal(await blanks('sum').first().textContent(), SHOWN[lang].sum);
      await visit(lang);
      await at.page.waitForFunction(() => document.querySelector('input[data-case=client]').value === 'SIA Ozols');
      await unfold();
      await field('sum').fill('');
      assert.equal(await blanks('sum').first().textContent(), before);
    });
  }

  test('a copied message contains the notes, and names the remaining blanks', async () => {
    await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.site.origin });
    await visit('lv');
    await unfold();
    await fillCase();
    const message = at.page
      .locator('.say')
      .filter({ has: at.page.locator('.blank[data-case=sum]') })
      .first();
    await message.locator('button').first().tap();
    await message.locator('.say-fill').waitFor();
    const copied = await at.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes(SHOWN.lv.sum), copied);
    const open = await message.locator('.say-fill').textContent();
    assert.match(open, /\[datums\]/);
    assert.ok(!open.includes(SHOWN.lv.sum), open);
  });

  test('notes can be cleared and restored', async () => {
    await visit('bg');
    await fillCase();
    await actionButton('forget').tap();
    await at.page.waitForFunction(() => document.querySelector('input[data-case=sum]').value === '');
    assert.equal(
      await at.page.evaluate(() => Object.keys(localStorage).filter(key => key.endsWith(':case')).length),
      0,
    );
    await actionButton('forget').tap();
    assert.equal(await field('sum').inputValue(), SHOWN.bg.sum);
    await at.page.reload();
    await at.page.waitForFunction(sum => document.querySelector('input[data-case=sum]').value === sum, SHOWN.bg.sum);
  });

  for (const lang of LANGUAGES) {
    test(`the record is one dated sheet with the case, done and open steps (${lang})`, async () => {
      await at.page.addInitScript(() => {
        window.print = () => {};
      });
      await visit(lang);
      await fillCase();
      // A page that needs no field of the case has no form, but a record.
      await visit(lang, 'situations/work-not-accepted');
      await unfold();
      const boxes = at.page.locator('main input[data-action]');
      const whole = await boxes.count();
      for (const n of [0, 2, 3]) await boxes.nth(n).check();
      await wake(at.page);
      assert.equal(await at.page.locator('.case').count(), 0);
      await actionButton('record').tap();
      const sheet = at.page.locator('#ui_record');
      await sheet.waitFor({ state: 'attached' });
      const text = await sheet.textContent();
      for (const note of Object.values(SHOWN[lang])) assert.ok(text.includes(note), note);
      const day = await at.page.evaluate(() =>
        new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' }),
      );
      assert.equal(text.split(day).length - 1, 4, 'printed on, and three steps done on that day');
      assert.equal(await sheet.locator('li').count(), whole);
      await at.page.emulateMedia({ media: 'print' });
      assert.ok(await at.page.locator('.phases').isHidden());
      assert.ok(await sheet.isVisible());
      assert.equal(await sheets(at.page), 1);
      await at.page.evaluate(() => dispatchEvent(new Event('afterprint')));
      assert.equal(await sheet.count(), 0);
    });
  }

  test('a page has the fields that its messages use', async () => {
    const fields = () =>
      at.page.locator('.case input').evaluateAll(all => all.map(input => `${input.dataset.case} ${input.type}`));
    await visit('lv');
    assert.deepEqual(await fields(), ['client text', 'delivered date', 'due date', 'sum text', 'invoice text']);
    await visit('lv', 'situations/deadline-at-risk');
    assert.deepEqual(await fields(), ['agreed date']);
    await visit('lv', 'situations/going-to-court');
    assert.deepEqual(await fields(), []);
  });

  test('a date or sum that is typed into a message is kept as such', async () => {
    await visit('lv', 'articles/getting-paid');
    await wake(at.page);
    const type = async (name, text) => {
      await blanks(name).first().tap();
      await at.page.keyboard.press('ControlOrMeta+A');
      await at.page.keyboard.type(text);
      await at.page.locator('h1').tap();
    };
    for (const [name, typed, value, shown] of [
      ['due', '1.12.2026', '2026-12-01', '01.12.2026.'],
      ['due', '31.11.2026', '31.11.2026', '31.11.2026'],
      ['due', 'pirmdien', 'pirmdien', 'pirmdien'],
      ['due', '2026-12-15', '2026-12-15', '15.12.2026.'],
      ['sum', '1 200.5', '1200.50', '1200,50\u{a0}EUR'],
      ['sum', '12 000 €', '12000', '12\u{a0}000,00\u{a0}EUR'],
      ['sum', 'ap 300', 'ap 300', 'ap 300'],
    ]) {
      await type(name, typed);
      await until(async () => (await blanks(name).last().textContent()) === shown, `${typed} is shown as ${shown}`);
      assert.equal((await kept('case'))[name], value, typed);
    }
  });

  test('what a device has kept from before fields had types is not lost', async () => {
    await visit('lv');
    await fillCase({ client: 'x' });
    await at.page.evaluate(() => {
      const name = Object.keys(localStorage).find(name => name.endsWith(':case'));
      localStorage[name] = JSON.stringify({
        client: 'SIA Ozols',
        delivered: '14.11.2026.',
        due: 'pirmdien',
        sum: '1 240 €',
      });
    });
    await at.page.reload();
    await wake(at.page);
    await unfold();
    assert.equal(await field('delivered').inputValue(), '2026-11-14');
    assert.equal(await field('due').inputValue(), 'pirmdien', 'a date that cannot be read is shown as it was typed');
    assert.equal(await field('sum').inputValue(), '1240,00\u{a0}EUR');
    assert.equal(await blanks('due').first().textContent(), 'pirmdien');
    await field('due').fill('');
    await field('client').focus();
    await until(
      async () => (await field('due').getAttribute('type')) === 'date',
      'emptied, it is a field for dates again',
    );
  });

  test('a script of a page reads and writes the case', async () => {
    await at.page.route('**/articles/getting-paid/', async route => {
      const response = await route.fetch();
      const text = (await response.text()).replace('<h1>', '<p data-script="/assets/probe.js"></p><h1>');
      await route.fulfill({ response, body: text });
    });
    const script = `export default (element, { readerCase }) => {
      readerCase.onChange(() => (element.dataset.now = JSON.stringify(readerCase.values())));
      readerCase.put({ due: '2026-12-15', sum: '15.02' });
      element.dataset.shown = readerCase.format('due', '2026-12-15') + ' ' + readerCase.format('sum', '15.02');
    }`;
    await at.page.route('**/assets/probe.js', route => route.fulfill({ contentType: 'text/javascript', body: script }));
    await visit('ru', 'articles/getting-paid');
    await wake(at.page);
    const probe = at.page.locator('[data-script*=probe]');
    await until(async () => (await probe.getAttribute('data-now')) !== null, 'the script was told');
    assert.deepEqual(JSON.parse(await probe.getAttribute('data-now')), { due: '2026-12-15', sum: '15.02' });
    assert.equal(await probe.getAttribute('data-shown'), '15.12.2026 15,02\u{a0}₽');
    assert.equal(await blanks('due').first().textContent(), '15.12.2026');
  });

  test('without a script the form is printed only, and empty', async () => {
    const browser = await launch();
    const page = await phone(browser, { javaScriptEnabled: false });
    for (const lang of LANGUAGES) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(at.site.url(`/${lang}/situations/${SITUATION}/`));
      for (const input of await page.locator('.case input').all()) assert.ok(await input.isHidden());
      await page.emulateMedia({ media: 'print' });
      const lines = page.locator('.case label');
      assert.equal(await lines.count(), Object.keys(NOTES).length);
      for (const line of await lines.all()) assert.ok((await line.boundingBox()).height > 36, 'room to write');
      assert.equal(await sheets(page), 1);
      assert.ok(await page.locator('.case button').first().isHidden());
    }
    await browser.close();
  });
});

describe('share sheet', () => {
  test('messages and the list can be shared', async () => {
    await at.page.addInitScript(() => {
      navigator.share = async what => {
        window.shared = what;
      };
    });
    await visit('ru');
    await wake(at.page);
    const shared = () => at.page.evaluate(() => window.shared);
    const message = at.page.locator('.say:visible').first();
    await message.locator('.send').tap();
    await until(shared, 'the message is sent');
    assert.equal((await shared()).text, (await message.locator('.say-text').innerText()).trim());
    await actionButton('share').tap();
    await until(async () => (await shared())?.title, 'the list is sent');
    const { title, text } = await shared();
    assert.equal(title, await at.page.locator('h1').textContent());
    assert.match(text, /^\[ \] /m);
  });

  test('without a share sheet there is no button for it', async () => {
    await at.page.addInitScript(() => {
      delete Navigator.prototype.share;
    });
    await visit('ru');
    await wake(at.page);
    assert.equal(await at.page.locator('.send').count(), 0);
    assert.ok(await actionButton('share').isHidden());
  });
});

describe('language switch', () => {
  const switchTo = async lang => {
    await at.page.evaluate(() => scrollTo(0, 0));
    await at.page.locator(`.languages a[hreflang=${lang}]`).tap();
    await at.page.waitForURL(`**/${lang}/**`);
  };
  const inView = selector =>
    at.page.waitForFunction(selector => {
      const { top } = document.querySelector(selector).getBoundingClientRect();
      return top > -5 && top < innerHeight / 2;
    }, selector);
  const read = async selector => {
    await wake(at.page);
    await at.page
      .locator(selector)
      .evaluate(element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 60));
    await at.page.waitForTimeout(1200);
  };

  test('the heading that was being read is in view', async () => {
    await visit('lv');
    await read('#ui_escalations');
    await switchTo('ru');
    await inView('#ui_escalations');
    assert.equal(new URL(at.page.url()).hash, '');
  });

  test('a step in a folded phase is unfolded', async () => {
    await visit('bg');
    await unfold();
    const step = 'details.phase input[data-action]';
    const key = await at.page.locator(step).nth(2).getAttribute('data-action');
    await read(`[data-action="${key}"]`);
    await switchTo('lv');
    await inView(`[data-action="${key}"]`);
  });

  test('a heading of an article is found by its number', async () => {
    await visit('lv', 'articles/getting-paid');
    await read('article h2:nth-of-type(2)');
    await switchTo('bg');
    await inView('article h2:nth-of-type(2)');
  });

  test('the top of a page leads to the top', async () => {
    await visit('lv', 'articles/getting-paid');
    await switchTo('ru');
    assert.equal(await at.page.evaluate(() => scrollY), 0);
  });

  test('a missing page leads to an existing one', async () => {
    await at.page.goto(at.site.url('/lv/no/such/page/'));
    at.faults.length = 0;
    await switchTo('bg');
    assert.ok(await at.page.locator('main h1').isVisible());
  });
});
