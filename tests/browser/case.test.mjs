// The reader's own case, the record for a lawyer, sharing, and the same place in another language.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { LANGUAGES, ROOT, assertNone, onAPhone, phone, serve, sheets, tapInto, until, wake, watch } from './site.mjs';
import { buildSmallSite } from './small_site.mjs';

const SITUATION = 'client-will-not-pay';
/** What the reader types, with the parts of a date as `<input type="date">` wants them. */
const TYPED = {
  client: 'SIA Ozols',
  my_name: 'Anna Liepa',
  delivered: '2026-11-14',
  due: '2026-11-21',
  sum: '1240,5',
  invoice: '7/2026',
  client_address: 'Ozolu 1-2',
  iban: 'LV80BANK0000435195001',
  deadline: '2026-12-05',
  debt_sum: '900',
  interest_sum: '12,3',
  total_sum: '1252,8',
};
/** The same as the device keeps it. */
const KEPT = { ...TYPED, sum: '1240.50', debt_sum: '900', interest_sum: '12.30', total_sum: '1252.80' };
/** The same as each language writes it. */
const SHOWN = {
  lv: {
    ...TYPED,
    delivered: '14.11.2026.',
    due: '21.11.2026.',
    deadline: '05.12.2026.',
    sum: '1240,50\u{a0}EUR',
    debt_sum: '900,00\u{a0}EUR',
    interest_sum: '12,30\u{a0}EUR',
    total_sum: '1252,80\u{a0}EUR',
  },
  ru: {
    ...TYPED,
    delivered: '14.11.2026',
    due: '21.11.2026',
    deadline: '05.12.2026',
    sum: '1\u{a0}240,50\u{a0}₽',
    debt_sum: '900,00\u{a0}₽',
    interest_sum: '12,30\u{a0}₽',
    total_sum: '1\u{a0}252,80\u{a0}₽',
  },
  bg: {
    ...TYPED,
    delivered: '14.11.2026\u{a0}г.',
    due: '21.11.2026\u{a0}г.',
    deadline: '05.12.2026\u{a0}г.',
    sum: '1240,50\u{a0}€',
    debt_sum: '900,00\u{a0}€',
    interest_sum: '12,30\u{a0}€',
    total_sum: '1252,80\u{a0}€',
  },
};
/** The texts of the fields `ids`. */
const pick = (texts, ids) => Object.fromEntries(ids.map(id => [id, texts[id]]));
/** The most fields of a form. */
const MAX_FIELDS = 6;
/** The kind of each field, in the order of site.yaml. */
const KINDS = new Map(
  readFileSync(path.join(ROOT, 'content/site.yaml'), 'utf8')
    .match(/^case:\n((?: {2}.+\n)+)/m)[1]
    .trim()
    .split('\n')
    .map(line => line.trim().split(': ')),
);

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
/** The ids of the fields that the form of the page has. */
const fieldsOfForm = () => at.page.locator('.case input').evaluateAll(all => all.map(input => input.dataset.case));
/** Fills every field of the form, or those of `notes`; returns their ids. */
const fillCase = async notes => {
  await unfold();
  if (!notes) {
    const ids = await fieldsOfForm();
    for (const id of ['client', 'due', 'invoice']) assert.ok(ids.includes(id), id);
    for (const id of ids) assert.ok(id in TYPED, `there is a text for ${id}`);
    notes = pick(TYPED, ids);
  }
  for (const [name, text] of Object.entries(notes)) await field(name).fill(text);
  // The script that fills the messages is loaded at the first move.
  await at.page.waitForFunction(() => Object.keys(localStorage).some(key => key.endsWith(':case')));
  return Object.keys(notes);
};

describe('case', () => {
  for (const lang of LANGUAGES) {
    test(`notes fill the blanks of every message (${lang})`, async () => {
      await visit(lang);
      await unfold();
      const before = await blanks('invoice').first().textContent();
      assert.match(before, /^\[.+\]$/);
      const ids = await fillCase();
      await field('client').focus();
      for (const [name, text] of Object.entries(pick(SHOWN[lang], ids))) {
        assert.deepEqual([...new Set(await blanks(name).allTextContents())], [text], name);
      }
      assert.deepEqual(await kept('case'), pick(KEPT, ids));
      await visit(lang, 'articles/getting-paid');
      await wake(at.page);
      assert.equal(await blanks('invoice').first().textContent(), SHOWN[lang].invoice);
      await visit(lang);
      await at.page.waitForFunction(() => document.querySelector('input[data-case=client]').value === 'SIA Ozols');
      await unfold();
      await field('invoice').fill('');
      assert.equal(await blanks('invoice').first().textContent(), before);
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
    assert.match(open, /\[diena maksājumam\]/);
    assert.ok(!open.includes(SHOWN.lv.sum), open);
  });

  test('notes can be cleared and restored', async () => {
    await visit('lv');
    await fillCase();
    await actionButton('forget').tap();
    await at.page.waitForFunction(() => document.querySelector('input[data-case=sum]').value === '');
    assert.equal(
      await at.page.evaluate(() => Object.keys(localStorage).filter(key => key.endsWith(':case')).length),
      0,
    );
    await actionButton('forget').tap();
    assert.equal(await field('sum').inputValue(), SHOWN.lv.sum);
    await at.page.reload();
    await at.page.waitForFunction(sum => document.querySelector('input[data-case=sum]').value === sum, SHOWN.lv.sum);
  });

  for (const lang of LANGUAGES) {
    test(`the record is one dated sheet with the case, done and open steps (${lang})`, async () => {
      await at.page.addInitScript(() => {
        window.print = () => {};
      });
      await visit(lang);
      const ids = await fillCase(pick(TYPED, ['client', 'my_name', 'due', 'invoice']));
      // The record has the fields that the form of the page does not have, too.
      await visit(lang, 'situations/work-not-accepted');
      await unfold();
      const boxes = at.page.locator('main input[data-action]');
      const whole = await boxes.count();
      for (const n of [0, 2, 3]) await boxes.nth(n).check();
      await wake(at.page);
      const there = await fieldsOfForm();
      assert.ok(
        ids.some(id => !there.includes(id)),
        'the form has not all of them',
      );
      await actionButton('record').tap();
      const sheet = at.page.locator('#ui_record');
      await sheet.waitFor({ state: 'attached' });
      const text = await sheet.textContent();
      for (const note of Object.values(pick(SHOWN[lang], ids))) assert.ok(text.includes(note), note);
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

  test('a page without a field of the case has no form, but a record', async t => {
    const { root, out } = buildSmallSite({
      'site.yaml': 'base_url: https://kb.example\nlanguages: [lv]\ncase: {client: text, due: date}\n',
      'lv/site.yaml':
        'title: Viens\ndescription: Pirmais.\nphases: {now: Tagad}\ncase:\n' +
        '  client: {label: Klients, blanks: [vārds]}\n  due: {label: Termiņš, blanks: [termiņš]}\n',
      'situations.yaml':
        'phases: [now]\nsituations:\n' +
        '  - {id: late, severity: 2, steps: {now: [late.write, late.wait]}}\n' +
        '  - {id: calm, severity: 2, steps: {now: [calm.read, calm.sleep]}}\n',
      'lv/situations/late.md':
        '---\ntitle: Kavējas\nsummary: Kavējas.\n---\n\n## Tagad\n\n- [ ] Rakstiet. {#write}\n\n' +
        '  > [!SAY]\n  > Labdien, [vārds]! Termiņš: [termiņš].\n\n- [ ] Gaidiet. {#wait}\n',
      'lv/situations/calm.md':
        '---\ntitle: Mierīgi\nsummary: Mierīgi.\n---\n\n## Tagad\n\n- [ ] Lasiet. {#read}\n- [ ] Guliet. {#sleep}\n',
    });
    t.after(() => rmSync(root, { recursive: true, force: true }));
    const site = await serve(() => out, t);
    const page = await phone(at.browser, {}, t);
    const faults = await watch(page, { origin: new URL(site.url('/')).origin, base: '/' });
    await page.addInitScript(() => {
      window.print = () => {};
    });
    await page.goto(site.url('/lv/situations/late/'));
    await wake(page);
    await page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
    await page.locator('.case input[data-case=client]').fill('SIA Ozols');
    await page.locator('.case input[data-case=due]').fill('2026-11-21');
    await page.goto(site.url('/lv/situations/calm/'));
    await wake(page);
    assert.equal(await page.locator('.case').count(), 0);
    await page.locator('main input[data-action]').first().check();
    await page.locator('[data-do=record]').tap();
    const sheet = page.locator('#ui_record');
    await sheet.waitFor({ state: 'attached' });
    assert.deepEqual(await sheet.locator('dd').allTextContents(), ['SIA Ozols', '21.11.2026.']);
    assert.equal(await sheet.locator('li').count(), 2);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.phases').isHidden());
    assert.ok(await sheet.isVisible());
    assertNone(faults);
  });

  test('a page has the fields that most of its messages use', async () => {
    for (const [place, least] of [
      [SITUATION, MAX_FIELDS],
      ['deadline-at-risk', 2],
      ['before-you-start', 2],
      ['going-to-court', 1],
    ]) {
      await visit('lv', `situations/${place}`);
      const form = await at.page
        .locator('.case input')
        .evaluateAll(all => all.map(input => [input.dataset.case, input.type]));
      assert.ok(form.length >= least && form.length <= MAX_FIELDS, `${place}: ${form.length} fields`);
      for (const [id, type] of form) assert.equal(type, KINDS.get(id) === 'date' ? 'date' : 'text', id);
      const ids = form.map(([id]) => id);
      assert.deepEqual(
        ids,
        [...KINDS.keys()].filter(id => ids.includes(id)),
        `${place}: in the order of site.yaml`,
      );
      const used = await at.page
        .locator('.phases .blank[data-case]')
        .evaluateAll(all => all.map(one => one.dataset.case));
      const uses = id => used.filter(name => name === id).length;
      // A date that a step needs is there however few messages use it.
      const counts = ids.filter(id => KINDS.get(id) !== 'date').map(uses);
      assert.ok(Math.min(...counts) > 0, `${place}: a message has each`);
      const left = used.filter(id => !ids.includes(id));
      if (ids.length < MAX_FIELDS) assert.deepEqual(left, [], place);
      for (const id of left) assert.ok(uses(id) <= Math.min(...counts), `${place}: ${id} is used less`);
    }
  });

  test('a date or sum that is typed into a message is kept as such', async () => {
    await visit('lv', 'articles/getting-paid');
    await wake(at.page);
    const type = async (name, text) => {
      await tapInto(blanks(name).first());
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
    const keep = texts =>
      at.page.evaluate(texts => {
        const name = Object.keys(localStorage).find(name => name.endsWith(':case'));
        localStorage[name] = JSON.stringify(texts);
      }, texts);
    const load = async () => {
      await at.page.reload();
      await wake(at.page);
      await unfold();
    };
    await keep({ client: 'SIA Ozols', due: '14.11.2026.', sum: '1 240 EUR' });
    await load();
    assert.equal(await field('due').inputValue(), '2026-11-14');
    assert.equal(await field('sum').inputValue(), '1240,00\u{a0}EUR');
    await keep({ client: 'SIA Ozols', due: 'pirmdiena', sum: '1 240 EUR' });
    await load();
    assert.equal(await field('due').inputValue(), 'pirmdiena', 'a date that cannot be read is shown as it was typed');
    assert.equal(await blanks('due').first().textContent(), 'pirmdiena');
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

  test('without a script the form is printed only, and empty', async t => {
    const page = await phone(at.browser, { javaScriptEnabled: false }, t);
    for (const lang of LANGUAGES) {
      await page.emulateMedia({ media: 'screen' });
      // A page with the longest form.
      await page.goto(at.site.url(`/${lang}/situations/paid-less/`));
      for (const input of await page.locator('.case input').all()) assert.ok(await input.isHidden());
      await page.emulateMedia({ media: 'print' });
      const lines = page.locator('.case label');
      assert.equal(await lines.count(), MAX_FIELDS);
      for (const line of await lines.all()) assert.ok((await line.boundingBox()).height > 36, 'room to write');
      assert.equal(await sheets(page), 1);
      assert.ok(await page.locator('.case button').first().isHidden());
    }
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
