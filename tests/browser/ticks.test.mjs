// Ticks, what can be done with them, and ready messages. All of it needs a script; the browser may refuse storage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, onAPhone, until } from './site.mjs';

const SITUATION = 'work-not-accepted';

const at = onAPhone();

const visit = (lang, place = `situations/${SITUATION}`) => at.page.goto(at.site.url(`/${lang}/${place}/`));
const boxes = () => at.page.locator('main input[data-action]');
const box = key => at.page.locator(`main input[data-action="${key}"]`);
const keys = () => boxes().evaluateAll(all => [...new Set(all.map(box => box.dataset.action))]);
const ticked = () =>
  boxes().evaluateAll(all => [...new Set(all.filter(box => box.checked).map(box => box.dataset.action))]);
/** Waits until the ticks are `wanted`, because the first press of a button loads its script. */
const waitForTicks = async wanted => {
  for (let patience = 50; patience && String(await ticked()) !== String(wanted); patience--)
    await at.page.waitForTimeout(100);
  assert.deepEqual(await ticked(), wanted);
};
const actionButton = name => at.page.locator(`[data-do=${name}]`);
const unfold = () => at.page.locator('main details').evaluateAll(all => all.forEach(details => (details.open = true)));
const plain = text => text.replace(/\s+/g, ' ').trim();

/** Ticks a box by a tap on its label. */
async function tick(key) {
  await unfold();
  await box(key).first().locator('xpath=following-sibling::label').tap();
}

test('ticks: kept over a reload, removed when unticked', async () => {
  await visit('lv');
  const [first, second] = await keys();
  await tick(first);
  await tick(second);
  await at.page.reload();
  assert.deepEqual(await ticked(), [first, second]);
  await tick(first);
  await at.page.reload();
  assert.deepEqual(await ticked(), [second]);
});

test('ticks: the same in situation, article and every language', async () => {
  await visit('lv');
  const [key] = await keys();
  const article = `articles/${key.split('.')[0]}`;
  await tick(key);
  for (const lang of LANGUAGES) {
    for (const place of [article, `situations/${SITUATION}`]) {
      await visit(lang, place);
      assert.ok((await ticked()).includes(key), `${lang}/${place}`);
    }
  }
  await visit('bg', article);
  await tick(key);
  await visit('ru');
  assert.deepEqual(await ticked(), []);
});

test('ticks: shown at once in another window', async () => {
  await visit('lv');
  const other = await at.page.context().newPage();
  await other.goto(at.site.url(`/ru/situations/${SITUATION}/`));
  const [key] = await keys();
  await tick(key);
  await other.waitForFunction(key => document.querySelector(`input[data-action="${key}"]`).checked, key, {
    timeout: 5000,
  });
});

test('progress: counts done steps in each language', async () => {
  for (const [lang, words] of [
    ['lv', 'no'],
    ['ru', 'из'],
    ['bg', 'от'],
  ]) {
    await visit(lang);
    await at.page.evaluate(() => localStorage.clear());
    await at.page.reload();
    const all = await keys();
    const shown = () => at.page.locator('#ui_progress_text').textContent();
    const bar = () => at.page.locator('#ui_progress').evaluate(bar => [bar.value, bar.max]);
    assert.equal(await shown(), `0 ${words} ${all.length}`);
    for (const key of [all[0], all[3], all[4]]) await tick(key);
    assert.equal(await shown(), `3 ${words} ${all.length}`);
    assert.deepEqual(await bar(), [3, all.length]);
    await tick(all[3]);
    assert.equal(await shown(), `2 ${words} ${all.length}`);
    await at.page.reload();
    assert.equal(await shown(), `2 ${words} ${all.length}`);
  }
});

test('phases: after a reload the first one with an open step is unfolded', async () => {
  await visit('lv');
  const first = await at.page
    .locator('fieldset.phase input[data-action]')
    .evaluateAll(all => all.map(box => box.dataset.action));
  for (const key of first) await tick(key);
  await at.page.reload();
  const open = await at.page.locator('details.phase').evaluateAll(all => all.map(details => details.open));
  assert.deepEqual(
    open,
    open.map((_, at) => at === 0),
  );
});

test('progress: stored by page, for the pages that lead back to it', async () => {
  const stored = async lang => {
    const text = await at.page.evaluate(
      lang => localStorage.getItem(`situ:/:list:/${lang}/situations/work-not-accepted/`),
      lang,
    );
    return text && JSON.parse(text);
  };
  await visit('lv');
  const all = await keys();
  const title = await at.page.locator('h1').textContent();
  const day = new Date().toISOString().slice(0, 10);
  assert.equal(await stored('lv'), null, 'nothing is ticked');
  await tick(all[0]);
  await tick(all[3]);
  assert.deepEqual(await stored('lv'), { t: title, d: 2, n: all.length, at: day });
  await visit('ru');
  assert.equal(await stored('ru'), null, 'only seen');
  await tick(all[0]);
  assert.equal((await stored('ru')).d, 1);
  await visit('lv');
  assert.equal((await stored('lv')).d, 1, 'the truth, though the tick was removed on another page');
  // Removed and restored with the button for all ticks.
  await actionButton('reset').tap();
  await until(async () => (await stored('lv')) === null, 'the progress is removed');
  await actionButton('reset').tap();
  await until(async () => (await stored('lv'))?.d === 1, 'the progress is restored');
  await tick(all[3]);
  assert.equal(await stored('lv'), null);
});

test('progress: ticks of a shared address are not stored until they are imported', async () => {
  const lists = () => at.page.evaluate(() => Object.keys(localStorage).filter(key => key.includes(':list:')));
  await visit('lv');
  const [, two, three] = await keys();
  await at.page.goto('about:blank');
  await at.page.goto(at.site.url(`/lv/situations/${SITUATION}/#ticks=${three}`));
  await tick(two);
  await actionButton('link').tap();
  assert.deepEqual(await lists(), []);
  await actionButton('take').tap();
  await until(async () => (await lists()).length === 1, 'the progress is stored');
});

test('ticks: can be cleared and restored', async () => {
  await visit('lv');
  const [one, two] = await keys();
  await tick(one);
  await tick(two);
  const words = await actionButton('reset').textContent();
  await actionButton('reset').tap();
  await waitForTicks([]);
  assert.notEqual(await actionButton('reset').textContent(), words);
  await actionButton('reset').tap();
  await waitForTicks([one, two]);
  assert.equal(await actionButton('reset').textContent(), words);
  await at.page.reload();
  assert.deepEqual(await ticked(), [one, two]);
  await actionButton('reset').tap();
  await waitForTicks([]);
  await at.page.reload();
  assert.deepEqual(await ticked(), []);
});

for (const [what, refuse] of [
  [
    'forbidden',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      }),
  ],
  [
    'full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('no', 'QuotaExceededError');
      };
    },
  ],
]) {
  test(`ticks: if storage is ${what}, they work until the page is left`, async () => {
    await at.page.addInitScript(refuse);
    await visit('ru');
    const [one, two, ...others] = await keys();
    await tick(one);
    await tick(two);
    assert.deepEqual(await ticked(), [one, two]);
    assert.match(await at.page.locator('#ui_progress_text').textContent(), new RegExp(`^2 \\S+ ${others.length + 2}$`));
    await actionButton('reset').tap();
    await waitForTicks([]);
    await actionButton('reset').tap();
    await waitForTicks([one, two]);
    // The page does not promise to keep them.
    assert.match(await at.page.locator('.ticks').textContent(), /отметки и записи пропадут/);
    assert.doesNotMatch(await at.page.locator('.ticks').textContent(), /хранятся только на этом устройстве/);
    // Another tab stores something.
    await at.page.evaluate(() => dispatchEvent(new Event('storage')));
    assert.deepEqual(await ticked(), [one, two]);
    await at.page.locator('header details > summary').tap();
    await at.page.locator('[data-theme-set=dark]').tap();
    await at.page.reload();
    assert.deepEqual(await ticked(), []);
  });
}

test('shared ticks: an address from before a step was renamed, with other characters for its commas', async () => {
  await visit('lv');
  const [one, , three] = await keys();
  await at.page.goto('about:blank');
  await at.page.addInitScript(to => {
    document.addEventListener('DOMContentLoaded', () => {
      document.querySelector('main').dataset.renamed = `former.name ${to}`;
    });
  }, one);
  await at.page.goto(at.site.url(`/lv/situations/${SITUATION}/#ticks=former.name%2C${three}`));
  await waitForTicks([one, three]);
});

test('shared ticks: shown, and stored only when imported', async () => {
  await visit('lv');
  const [own, , sent] = await keys();
  await tick(own);
  const shared = at.site.url(`/lv/situations/${SITUATION}/#ticks=${sent}`);
  const openShared = async () => {
    await at.page.goto('about:blank');
    await at.page.goto(shared);
    assert.deepEqual(await ticked(), [sent]);
    assert.ok(await at.page.locator('#ui_shared').isVisible());
  };
  await openShared();
  await actionButton('own').tap();
  await waitForTicks([own]);
  await openShared();
  await actionButton('take').tap();
  await at.page.locator('#ui_shared').waitFor({ state: 'hidden' });
  await at.page.reload();
  assert.deepEqual(await ticked(), [sent]);
});

test('copy: a message exactly', async () => {
  await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.site.origin });
  const clipboard = () => at.page.evaluate(() => navigator.clipboard.readText());
  for (const lang of LANGUAGES) {
    for (const place of [`situations/${SITUATION}`, 'phrases']) {
      await visit(lang, place);
      await unfold();
      const messages = at.page.locator('main .say');
      const count = await messages.count();
      assert.ok(count > 1, `${count} messages on ${lang}/${place}`);
      for (let n = 0; n < Math.min(count, 3); n++) {
        const message = messages.nth(n);
        await message.locator('button').tap();
        await at.page.waitForFunction(() => document.getElementById('ui_status').textContent !== '');
        assert.equal(plain(await clipboard()), plain(await message.locator('.say-text').textContent()));
      }
    }
  }
});

test('copy: the list with ticks and address, the link with ticks', async () => {
  await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.site.origin });
  const copied = async name => {
    await at.page.evaluate(() => navigator.clipboard.writeText(''));
    await actionButton(name).tap();
    const read = () => at.page.evaluate(() => navigator.clipboard.readText());
    await until(read, `${name} copies nothing`);
    return read();
  };
  await visit('bg');
  const all = await keys();
  await tick(all[1]);
  const lines = (await copied('copy')).split('\n');
  assert.equal(lines[0], plain(await at.page.locator('h1').textContent()));
  const steps = lines.filter(line => /^\[[ x]\] ./.test(line));
  assert.deepEqual(
    steps.map(line => line[1]),
    all.map((_, at) => (at === 1 ? 'x' : ' ')),
  );
  assert.equal(lines.at(-1), at.page.url());
  assert.equal(await copied('link'), `${at.page.url()}#ticks=${all[1]}`);
});

test('colour scheme: the choice applies to all pages', async () => {
  await visit('lv');
  const background = () => at.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await at.page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await at.page.locator('header details > summary').tap();
  await at.page.locator('[data-theme-set=dark]').tap();
  const dark = await background();
  assert.notEqual(dark, light);
  await visit('ru', 'articles');
  assert.equal(await background(), dark);
  await at.page.locator('header details > summary').tap();
  await at.page.locator('[data-theme-set=system]').tap();
  assert.equal(await background(), light);
});
