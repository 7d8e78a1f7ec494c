// Days of steps that follow from a date of the reader's case, and the file for the calendar.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { LANGUAGES, onAPhone, phone, until, wake } from './site.mjs';

/** A site with working days, in a new folder. */
const workingDays = () => {
  const root = mkdtempSync(path.join(tmpdir(), 'situ-days-'));
  const files = {
    'site.yaml': 'base_url: https://kb.example\nlanguages: [lv]\ncountries: [lv]\ncase: {due: date}\n',
    'holidays.yaml': 'lv: [2026-12-24, 2026-12-25, 2026-12-26, 2026-12-31]\n',
    'lv/site.yaml': 'title: Dienas\ncountries: {lv: Latvijā}\ncountry: lv\ncase: {due: termiņš}\n',
    'lv/articles/days.md':
      '---\ntitle: Dienas\nsummary: Dienas.\n---\n\n- [ ] Rakstiet, zvaniet; gaidiet. {#write after=due+3w}\n- [ ] Atbildiet. {#answer after=due-1w}\n- [ ] Vēlāk. {#later after=due+10w}\n\n> [!SAY]\n> [termiņš]\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, 'content', file)), { recursive: true });
    writeFileSync(path.join(root, 'content', file), text);
  }
  return root;
};

const unfold = page => page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
const textsOf = page =>
  page.locator('[data-after]').evaluateAll(all => all.map(place => place.innerText.replace(/\s+/g, ' ').trim()));
const fileOf = async (page, button) => {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};

describe('days', () => {
  const at = onAPhone();
  const visit = lang => at.page.goto(at.site.url(`/${lang}/situations/client-will-not-pay/`));
  const due = () => at.page.locator('.case input[data-case=due]');

  const DATES = {
    lv: /^trešdiena, 2026\. gada 16\. decembris – .+ 1 dienu pēc datuma „Samaksas termiņš”\./,
    ru: /^среда, 16 декабря 2026 г\. – .+ Через 1 день после даты «Срок оплаты»\./,
    bg: /^сряда, 16 декември 2026 г\. – .+ 1 ден след датата „Срок за плащане“\./,
  };
  for (const lang of LANGUAGES) {
    test(`the date follows from the case (${lang})`, async () => {
      await at.page.clock.setFixedTime(new Date('2026-12-13T12:00:00'));
      await visit(lang);
      await unfold(at.page);
      await wake(at.page);
      const enter = at.page.locator('[data-after] button').first();
      await enter.tap();
      await until(() => at.page.evaluate(() => document.activeElement?.dataset.case === 'due'), 'the field');
      await due().fill('2026-12-15');
      await at.page.locator('[data-after] b').first().waitFor();
      const texts = await textsOf(at.page);
      assert.equal(texts.length, 3);
      assert.match(texts[0], DATES[lang]);
      const relative = await at.page.evaluate(() =>
        new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' }).format(3, 'day'),
      );
      assert.ok(texts[0].includes(relative), texts[0]);
      await due().fill('');
      assert.equal((await textsOf(at.page))[0].includes('2026'), false);
    });
  }

  test('one date and all dates go into a calendar file, and nothing is sent', async () => {
    await at.page.clock.setFixedTime(new Date('2026-12-17T12:00:00'));
    await visit('lv');
    await unfold(at.page);
    await wake(at.page);
    await due().fill('2026-12-15');
    await at.page.locator('[data-after] b').first().waitFor();
    const asked = [];
    at.page.on('request', request => asked.push(request.url()));
    // The first day has passed.
    assert.equal(await at.page.locator('[data-after]').first().locator('button').count(), 0);
    const one = await fileOf(at.page, at.page.locator('[data-after] button').first());
    assert.equal(one.name, 'client-will-not-pay.ics');
    assert.equal(one.text.split('BEGIN:VEVENT').length - 1, 1);
    const unfolded = one.text.replaceAll('\r\n ', '');
    assert.match(unfolded, /^DTSTART;VALUE=DATE:20261220\r$/m);
    assert.match(unfolded, /^UID:getting-paid\.[a-z-]+\.20261220@127\.0\.0\.1\r$/m);
    assert.match(unfolded, /^URL:http:.+\/lv\/situations\/client-will-not-pay\/#getting-paid\./m);
    const all = await fileOf(at.page, at.page.locator('.phases + p button'));
    assert.equal(all.text.split('BEGIN:VEVENT').length - 1, 2);
    assert.deepEqual(
      asked.filter(url => !url.startsWith('blob:')),
      [],
    );
  });

  test('without a script the rule is in words, also on paper', async t => {
    const page = await phone(at.browser, { javaScriptEnabled: false }, t);
    await page.goto(at.site.url('/ru/situations/client-will-not-pay/'));
    const text = '[data-after="due+14"]';
    assert.equal(await page.locator(text).textContent(), 'Через 14 дней после даты «Срок оплаты»');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator(text).isVisible());
  });

  for (const [zone, time, relative] of [
    ['America/Los_Angeles', '2026-12-17T06:30:00Z', 'šodien'],
    ['Pacific/Kiritimati', '2026-12-15T11:00:00Z', 'šodien'],
    ['Europe/Riga', '2026-12-15T22:30:00Z', 'šodien'],
    ['Europe/Riga', '2026-12-15T21:30:00Z', 'rīt'],
  ]) {
    test(`today is the day where the reader is (${zone}, ${time})`, async () => {
      const page = await phone(at.browser, { timezoneId: zone });
      await page.clock.setFixedTime(new Date(time));
      await page.goto(at.site.url('/lv/situations/client-will-not-pay/'));
      await unfold(page);
      await wake(page);
      await page.locator('.case input[data-case=due]').fill('2026-12-15');
      await page.locator('[data-after] b').first().waitFor();
      const [text] = await textsOf(page);
      assert.match(text, new RegExp(`16\\. decembris – ${relative} `));
      await page.context().close();
    });
  }
});

describe('working days', () => {
  const at = onAPhone({ root: workingDays() });

  test('public holidays of the country are left out, and an unlisted year is said', async () => {
    await at.page.clock.setFixedTime(new Date('2026-12-13T12:00:00'));
    await at.page.goto(at.site.url('/lv/articles/days/'));
    assert.equal(await at.page.locator('[data-after="due+3w"]').textContent(), '3 darba dienas pēc datuma „termiņš”');
    await wake(at.page);
    // The page has no form, so a field takes the place of the button.
    await at.page.locator('[data-after] button').first().tap();
    await at.page.locator('[data-after] input').fill('2026-12-22');
    await at.page.locator('[data-after] b').first().waitFor();
    const [write, answer, later] = await textsOf(at.page);
    assert.match(write, /^otrdiena, 2026\. gada 29\. decembris/);
    assert.match(answer, /^pirmdiena, 2026\. gada 21\. decembris/);
    assert.match(later, /^piektdiena, 2027\. gada 8\. janvāris .* 2027\. gada svētku dienas/);
    assert.ok(!write.includes('svētku'), write);
    const all = await fileOf(at.page, at.page.locator('ul + p button'));
    assert.equal(all.text.split('BEGIN:VEVENT').length - 1, 3);
    assert.ok(all.text.includes('SUMMARY:Rakstiet\\, zvaniet\\; gaidiet.'), all.text);
  });
});
