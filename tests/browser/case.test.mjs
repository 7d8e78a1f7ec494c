// The reader's own case, the record for a lawyer, sharing, and the same place in another language.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, launch, onAPhone, phone, sheets, until, wake } from './site.mjs';

const SITUATION = 'client-will-not-pay';
const NOTES = { client: 'SIA Ozols', delivered: '14.11.2026.', agreed: '21.11.2026.', sum: '1 240 €' };

const at = onAPhone();
const visit = (lang, place = `situations/${SITUATION}`) => at.page.goto(at.site.url(`/${lang}/${place}/`));
const field = name => at.page.locator(`.case input[data-case=${name}]`);
const blanks = name => at.page.locator(`.blank[data-case=${name}]`);
const actionButton = name => at.page.locator(`[data-do=${name}]`);
const unfold = () => at.page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
const fillCase = async () => {
  await unfold();
  for (const [name, text] of Object.entries(NOTES)) await field(name).fill(text);
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
      for (const name of ['sum', 'agreed']) {
        assert.deepEqual([...new Set(await blanks(name).allTextContents())], [NOTES[name]], name);
      }
      await visit(lang, 'articles/getting-paid');
      await blanks('sum').first().getByText(NOTES.sum).waitFor();
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
    assert.ok(copied.includes(NOTES.sum), copied);
    const open = await message.locator('.say-fill').textContent();
    assert.match(open, /\[datums\]/);
    assert.ok(!open.includes(NOTES.sum), open);
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
    assert.equal(await field('sum').inputValue(), NOTES.sum);
    await at.page.reload();
    await at.page.waitForFunction(sum => document.querySelector('input[data-case=sum]').value === sum, NOTES.sum);
  });

  for (const lang of LANGUAGES) {
    test(`the record is one dated sheet with the case, done and open steps (${lang})`, async () => {
      await at.page.addInitScript(() => {
        window.print = () => {};
      });
      await visit(lang, 'situations/work-not-accepted');
      await unfold();
      const boxes = at.page.locator('main input[data-action]');
      const whole = await boxes.count();
      for (const n of [0, 2, 3]) await boxes.nth(n).check();
      await fillCase();
      await actionButton('record').tap();
      const sheet = at.page.locator('#ui_record');
      await sheet.waitFor({ state: 'attached' });
      const text = await sheet.textContent();
      for (const note of Object.values(NOTES)) assert.ok(text.includes(note), note);
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

  test('without a script the form is printed only, and empty', async () => {
    const browser = await launch();
    const page = await phone(browser, { javaScriptEnabled: false });
    for (const lang of LANGUAGES) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(at.site.url(`/${lang}/situations/${SITUATION}/`));
      for (const input of await page.locator('.case input').all()) assert.ok(await input.isHidden());
      await page.emulateMedia({ media: 'print' });
      const lines = page.locator('.case label');
      assert.equal(await lines.count(), 4);
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
