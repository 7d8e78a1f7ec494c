// Documents to fill in: the form, the blanks in the text, rows that grow, the text to copy, paper, and the file of Word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { violations } from './axe.mjs';
import { buildSmallSite, FILES } from './small_site.mjs';
import { assertNone, focused, onAPhone, phone, sheets, tapInto, until } from './site.mjs';

const SITE = {
  ...FILES,
  'site.yaml':
    'base_url: https://kb.example\nlanguages: [lv, ru]\ncountries: [lv, ru]\ncase: {client: text, due: date, sum: money}\n',
  'lv/site.yaml':
    'title: Viens\ndescription: Pirmais.\ncountries: {lv: Latvijā, ru: Krievijā}\ncurrency: EUR\ncase:\n' +
    '  client: klienta vārds\n' +
    '  due: {label: Samaksas termiņš, blanks: [samaksas termiņš]}\n' +
    '  sum: {label: Summa, blanks: [rēķina summa]}\n',
  'ru/site.yaml':
    'title: Один\ndescription: Первый.\ncountries: {lv: В Латвии, ru: В России}\ncase: {client: имя клиента, due: срок оплаты, sum: сумма счёта}\n',
  'ru/articles/calm.md':
    '---\ntitle: Спокойно\nsummary: Спокойно.\n---\n\n> [!SAY]\n> [имя клиента], до [срок оплаты] — [сумма счёта].\n',
  'lv/documents/claim-letter.md': `---
title: Pretenzija
summary: Pēdējā vēstule pirms tiesas.
send: Ierakstītā vēstulē. Glabājiet čeku.
---

Sūtiet to tikai pēc atgādinājumiem.

---

[vieta], [šodienas datums]

## Pretenzija

Labdien, **[klienta vārds]**!

Par [darbs] & „citu” lūdzu samaksāt līdz [samaksas termiņš]:

| Prasījums | Summa |
|---|---|
| Pamatparāds | [rēķina summa] |
| Kopā | [kopā jāmaksā] |

Maksājumi:

| Kas | Kad | Cik |
|---|---|---|
| Avanss | 1. dienā | 0 |
| [posms] | [posma datums] | [posma summa] |

3. Atbildi gaidu līdz [atbilde līdz].
4. Ja tās nebūs, nākamais solis būs [nākamais solis].

- Pielikumi: [pielikumi]

Ar cieņu\\
[mans vārds vai nosaukums]

---

Pārbaudiet, vai neviena iekava nav palikusi.
`,
  'lv/documents/terms.md': `---
title: Noteikumi
summary: Kas kur spēkā.
---

Ieteikums. {country=ru}

---

Labdien, [klienta vārds]!

Spēkā ir [likums]. {country=lv}

Spēkā ir [cits likums], [klienta vārds]. {country=ru}

3. Parakstām abi.
4. Maksājat [likme]. {country=ru}
5. Atbildam. {country=lv,ru}

   Ar [pamatojums].

6. Beigas.

| Kas | Cik |
|---|---|
| Nodeva | [nodeva] {country=ru} |
| Kopija | 2 |

| Posms | Diena |
|---|---|
| [posms] | [posma datums] |

[paraksts]

---
`,
  'lv/documents/reminder.md': `---
title: Atgādinājums
summary: Īsa vēstule.
format: message
---

---

Labdien, [klienta vārds]! Sūtu rēķinu par [darbs]. [mans vārds vai nosaukums]

---
`,
};
const FILLED = {
  client: 'Ilze <Ozola> & Co',
  due: '2026-12-15',
  sum: '1200',
};

const at = onAPhone({ root: buildSmallSite(SITE).root });

const visit = async (id = 'claim-letter') => {
  await at.page.goto(at.site.url(`/lv/documents/${id}/`));
  // The fields come at the reader's first move.
  await at.page.keyboard.press('Shift');
  await form().locator('label').first().waitFor({ state: 'attached' });
};
const form = () => at.page.locator('.fillable .case');
const unfold = () => form().evaluate(details => (details.open = true));
const field = label => form().getByLabel(label, { exact: true });
const blank = words => at.page.locator(`.letter .blank[data-words="[${words}]"]`);
const action = name => at.page.locator(`[data-do=${name}]`);
const rows = () => at.page.locator('.letter table').nth(1).locator('tbody tr');
const copied = () => at.page.evaluate(() => navigator.clipboard.readText());
const letCopy = () =>
  at.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.site.origin });
const type = async (element, text) => {
  await tapInto(element);
  await at.page.keyboard.type(text);
};

/** Fills the case, two other fields, a blank in the text, and two rows of the table. */
const fill = async () => {
  await unfold();
  for (const [id, text] of Object.entries(FILLED)) await form().locator(`[data-case=${id}]`).fill(text);
  await field('Darbs').fill('mājaslapu');
  await field('Mans vārds vai nosaukums').fill('Marta Paraugkalne');
  await type(blank('vieta'), 'Rīga');
  await type(rows().nth(1).locator('.blank').nth(0), 'Skice');
  await type(rows().nth(1).locator('.blank').nth(2), '300');
  await action('row-add').tap();
  await type(rows().nth(2).locator('.blank').nth(0), 'Izkārtojums');
  await at.page.locator('h1').tap();
};

/** The filled letter as a mail. */
const TEXT = `Rīga, [šodienas datums]

Pretenzija

Labdien, Ilze <Ozola> & Co!

Par mājaslapu & „citu” lūdzu samaksāt līdz 15.12.2026.:

Pamatparāds: 1200,00\u{a0}EUR
Kopā: [kopā jāmaksā]

Maksājumi:

1. Kas: Avanss; Kad: 1. dienā; Cik: 0
2. Kas: Skice; Kad: [posma datums]; Cik: 300
3. Kas: Izkārtojums; Kad: [posma datums]; Cik: [posma summa]

3. Atbildi gaidu līdz [atbilde līdz].
4. Ja tās nebūs, nākamais solis būs [nākamais solis].

• Pielikumi: [pielikumi]

Ar cieņu
Marta Paraugkalne`;

/** The parts of a file whose parts are stored as they are, each checked against its directory. */
const parts = bytes => {
  const crc = data => {
    let crc = ~0;
    for (const byte of data) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  };
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50);
  const found = new Map();
  let place = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count--;) {
    assert.equal(bytes.readUInt32LE(place), 0x02014b50);
    const [sum, size, whole] = [16, 20, 24].map(offset => bytes.readUInt32LE(place + offset));
    const length = bytes.readUInt16LE(place + 28);
    const header = bytes.readUInt32LE(place + 42);
    assert.equal(bytes.readUInt32LE(header), 0x04034b50);
    assert.deepEqual(
      [14, 18, 22].map(offset => bytes.readUInt32LE(header + offset)),
      [sum, size, whole],
    );
    const content = bytes.subarray(header + 30 + length, header + 30 + length + size);
    assert.equal(crc(content), sum);
    found.set(bytes.toString('utf8', place + 46, place + 46 + length), content.toString('utf8'));
    place += 46 + length;
  }
  assert.equal(place, end);
  return found;
};
/** The words of a file of Word: a line for each paragraph. */
const wordsOf = xml =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/g)].map(([paragraph]) =>
    paragraph
      .replace(/<w:br\/>|<w:tab\/>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&'),
  );
const download = async () => {
  const [file] = await Promise.all([at.page.waitForEvent('download'), at.page.locator('a[download]').tap()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};
/** Text for a comparison of words only. */
const wordsIn = text => text.replace(/[•\s]+/g, ' ').trim();

describe('fillable', () => {
  test('the form has a field for each blank, once, and fills it', async () => {
    await visit();
    await unfold();
    assert.deepEqual(
      (await form().locator('label').allInnerTexts()).map(label => label.trim()),
      [
        'Vieta',
        'Šodienas datums',
        'klienta vārds',
        'Darbs',
        'Samaksas termiņš',
        'Summa',
        'Kopā jāmaksā',
        'Atbilde līdz',
        'Nākamais solis',
        'Pielikumi',
        'Mans vārds vai nosaukums',
      ],
    );
    await fill();
    assert.equal(await blank('samaksas termiņš').textContent(), '15.12.2026.');
    assert.equal(await blank('rēķina summa').textContent(), '1200,00\u{a0}EUR');
    assert.equal(await field('Vieta').inputValue(), 'Rīga', 'what is typed into the text is in the form');
    assert.equal(await form().locator('.count').textContent(), '6 no 11');
  });

  test('what was typed is kept, and is in the other documents too', async () => {
    await visit();
    await fill();
    await at.page.reload();
    await at.page.locator('[data-do=letter-copy]').waitFor();
    assert.equal(await blank('vieta').textContent(), 'Rīga');
    assert.deepEqual(await rows().nth(2).locator('.blank').allTextContents(), [
      'Izkārtojums',
      '[posma datums]',
      '[posma summa]',
    ]);
    await visit('reminder');
    assert.equal(
      await at.page.locator('.letter').innerText(),
      'Labdien, Ilze <Ozola> & Co! Sūtu rēķinu par mājaslapu. Marta Paraugkalne',
    );
    assert.equal(await action('letter-print').count(), 0, 'a message is not printed as a letter');
  });

  test('the copied text is the letter, word by word, and what is left is named', async () => {
    await letCopy();
    await visit();
    await fill();
    await action('letter-copy').tap();
    await until(async () => (await copied()) === TEXT, 'the text is copied').catch(() => {});
    assert.equal(await copied(), TEXT);
    const left = at.page.locator('.letter-tools .say-fill button');
    assert.deepEqual(await left.allTextContents(), [
      '[šodienas datums]',
      '[kopā jāmaksā]',
      '[posma datums]',
      '[posma datums]',
      '[posma summa]',
      '[atbilde līdz]',
      '[nākamais solis]',
      '[pielikumi]',
    ]);
    await left.first().tap();
    await until(
      () => at.page.evaluate(() => document.activeElement.dataset.words === '[šodienas datums]'),
      'the blank',
    );
    await at.page.keyboard.type('29.06.2026.');
    await until(async () => (await left.count()) === 7, 'a blank that is filled is left no longer');
  });

  test('rows are added, and removed with what is in them', async () => {
    await visit();
    await fill();
    assert.equal(await action('row-add').count(), 1, 'one table grows');
    await action('row-add').tap();
    await focused(rows().nth(3).locator('.blank').first());
    await at.page.keyboard.type('Kods');
    assert.equal(await rows().count(), 4);
    await rows().nth(2).locator('[data-do=row-remove]').tap();
    assert.equal(await rows().count(), 3);
    assert.equal(await rows().nth(2).locator('.blank').first().textContent(), 'Kods');
    await rows().nth(2).locator('[data-do=row-remove]').tap();
    assert.equal(await rows().count(), 2);
    assert.equal(await rows().nth(1).locator('.blank').first().textContent(), 'Skice');
    await at.page.reload();
    await at.page.locator('[data-do=letter-copy]').waitFor();
    assert.equal(await rows().count(), 2);
  });

  test('one button clears everything, and restores it', async () => {
    await visit();
    await fill();
    await action('forget').tap();
    assert.equal(await at.page.locator('.letter .filled').count(), 0);
    assert.equal(await rows().count(), 2);
    assert.deepEqual(
      await at.page.evaluate(() => Object.keys(localStorage).filter(key => /:(case|blanks)$/.test(key))),
      [],
    );
    await action('forget').tap();
    assert.equal(await blank('vieta').textContent(), 'Rīga');
    assert.equal(await rows().count(), 3);
  });

  test('the file of Word has the words of the page', async () => {
    await visit();
    const empty = await download();
    const plain = readFileSync(path.join(at.site.folder, 'lv/documents/claim-letter.docx'));
    assert.ok(empty.bytes.equals(plain), 'unfilled, it is the file of the site');
    await fill();
    const { name, bytes } = await download();
    assert.equal(name, 'claim-letter.docx');
    const found = parts(bytes);
    assert.deepEqual([...found.keys()], [...parts(plain).keys()]);
    const words = wordsOf(found.get('word/document.xml'));
    await at.page.evaluate(() => document.querySelectorAll('.letter button').forEach(button => button.remove()));
    const shown = await at.page
      .locator('.letter')
      .evaluate(letter =>
        [...letter.querySelectorAll('p,h2,h3,li,td,th')].map(
          element =>
            (element.matches('ol>li')
              ? `${[...element.parentElement.children].indexOf(element) + element.parentElement.start}. `
              : '') + element.innerText,
        ),
      );
    assert.deepEqual(words.map(wordsIn), shown.map(wordsIn));
  });

  test('what holds in other countries only is not shown, copied, printed or downloaded', async () => {
    await letCopy();
    await visit('terms');
    await unfold();
    const select = at.page.locator('main select');
    const labels = () =>
      form()
        .locator('label')
        .evaluateAll(labels => labels.filter(label => !label.hidden).map(label => label.textContent.trim()));
    /** The words on the page, in the file of Word and in the copied text. */
    const compare = async () => {
      await at.page.evaluate(() => navigator.clipboard.writeText(''));
      await action('letter-copy').tap();
      await until(async () => (await copied()) !== '', 'the text is copied');
      const { bytes } = await download();
      const file = wordsOf(parts(bytes).get('word/document.xml')).map(wordsIn).filter(Boolean);
      const shown = await at.page.locator('.letter').evaluate(letter =>
        [...letter.querySelectorAll('p,li,td,th')]
          .filter(element => element.checkVisibility() && !element.matches('li:has(> p)'))
          .map(element => {
            const item = element.matches('li > p:first-child') ? element.parentElement : element;
            const list = item.parentElement;
            const items = [...list.children].filter(item => item.checkVisibility());
            return (
              (list.matches('ol') ? `${items.indexOf(item) + list.start}. ` : '') + element.innerText.replace('×', '')
            );
          }),
      );
      assert.deepEqual(file, shown.map(wordsIn).filter(Boolean));
      return { file, text: await copied() };
    };
    await type(blank('likums'), 'Civillikums');
    await type(blank('cits likums'), 'Kodekss');
    await type(blank('paraksts'), 'Marta');
    await action('row-add').tap();
    await type(at.page.locator('.letter table').nth(1).locator('tr').last().locator('.blank').nth(1), 'rīt');
    const everywhere = await compare();
    assert.ok(everywhere.file.includes('Krievijā: Spēkā ir Kodekss, [klienta vārds].'), everywhere.file.join('\n'));
    assert.ok(everywhere.file.includes('4. Krievijā: Maksājat [likme].'), everywhere.file.join('\n'));
    assert.ok((await labels()).includes('Likme'));

    await select.selectOption('lv');
    const { file, text } = await compare();
    assert.deepEqual(file, [
      'Labdien, [klienta vārds]!',
      'Spēkā ir Civillikums.',
      '3. Parakstām abi.',
      '4. Atbildam.',
      'Ar [pamatojums].',
      '5. Beigas.',
      'Kas',
      'Cik',
      'Kopija',
      '2',
      'Posms',
      'Diena',
      '[posms]',
      '[posma datums]',
      '[posms]',
      'rīt',
      'Marta',
    ]);
    assert.equal(
      text,
      'Labdien, [klienta vārds]!\n\nSpēkā ir Civillikums.\n\n3. Parakstām abi.\n4. Atbildam.\n   Ar [pamatojums].\n' +
        '5. Beigas.\n\nKopija: 2\n\n[posms]: [posma datums]\n[posms]: rīt\n\nMarta',
    );
    assert.deepEqual(await labels(), ['klienta vārds', 'Likums', 'Pamatojums', 'Paraksts']);
    assert.equal(await form().locator('.count').textContent(), '2 no 4');
    assert.deepEqual(await at.page.locator('.letter-tools .say-fill button').allTextContents(), [
      '[klienta vārds]',
      '[pamatojums]',
      '[posms]',
      '[posma datums]',
      '[posms]',
    ]);
    await blank('likums').focus();
    await at.page.keyboard.press('Enter');
    assert.equal(await at.page.evaluate(() => document.activeElement.dataset.words), '[pamatojums]');
    assert.ok(!(await at.page.getByText('Ieteikums.').isVisible()));
    await at.page.emulateMedia({ media: 'print' });
    assert.ok(!(await at.page.locator('.letter').innerText()).includes('Kodekss'));
    assert.ok(!(await select.isVisible()), 'the choice is not on paper');
    await at.page.emulateMedia({ media: 'screen' });

    await at.page.getByRole('button', { name: 'spēkā citur' }).tap();
    assert.deepEqual((await compare()).file, everywhere.file);
  });

  test('nothing that is typed leaves the device', async () => {
    const requests = [];
    at.page.on('request', request => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
    await letCopy();
    await visit();
    await fill();
    await action('letter-copy').tap();
    await download();
    await at.page.waitForTimeout(300);
    const typed = ['Ozola', 'R%C4%ABga', 'Rīga', 'Skice', '1200', 'Paraug'];
    assert.deepEqual(
      requests.filter(request => !request.startsWith('GET ') || typed.some(text => request.includes(text))),
      [],
    );
    assert.ok(
      requests.some(request => request.endsWith('claim-letter.docx ')),
      'only the file of the site is asked for',
    );
  });

  test('paper has the letter only', async () => {
    await at.page.addInitScript(() => {
      window.print = () => (window.printed = true);
    });
    await visit();
    await fill();
    await action('letter-print').tap();
    assert.ok(await at.page.evaluate(() => window.printed));
    await at.page.emulateMedia({ media: 'print' });
    const shown = await at.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const outside = [];
      while (walker.nextNode()) {
        const { parentElement } = walker.currentNode;
        const visible = walker.currentNode.nodeValue.trim() && parentElement.checkVisibility();
        if (visible && !parentElement.closest('.letter,script,style')) outside.push(walker.currentNode.nodeValue);
      }
      return outside;
    });
    assert.deepEqual(shown, []);
    for (const button of await at.page.locator('.letter button').all()) assert.ok(await button.isHidden());
    assert.equal(await sheets(at.page), 1);
  });

  test('the keyboard leads through the text', async () => {
    await visit();
    await blank('vieta').focus();
    for (const text of ['Rīga', '29.06.2026.']) {
      await at.page.keyboard.type(text);
      await at.page.keyboard.press('Enter');
    }
    assert.equal(await at.page.evaluate(() => document.activeElement.dataset.words), '[klienta vārds]');
    await action('row-add').focus();
    await at.page.keyboard.press('Enter');
    assert.equal(await rows().count(), 3);
    assert.equal(await at.page.evaluate(() => document.activeElement.dataset.words), '[posms]');
  });

  test('nothing but the page, its style sheet, its script and the icon is loaded before the first move', async () => {
    const asked = [];
    at.page.on('request', request => asked.push(request.url()));
    await at.page.goto(at.site.url('/lv/documents/claim-letter/'), { waitUntil: 'networkidle' });
    assert.ok(asked.length <= 4, asked.join(' '));
    const places = () =>
      at.page
        .locator('.letter > *, .letter-tools > *')
        .evaluateAll(all =>
          all.filter(part => !part.matches('.row-add')).map(part => part.getBoundingClientRect().top),
        );
    const before = await places();
    assert.ok(await action('letter-copy').isVisible());
    await at.page.keyboard.press('Shift');
    await form().locator('label').first().waitFor({ state: 'attached' });
    assert.ok(await action('row-add').isVisible());
    assert.deepEqual(await places(), before, 'the fields and buttons that come move nothing');
  });

  test('a tap on a button that comes before its script works once the script is there', async () => {
    await letCopy();
    await at.page.goto(at.site.url('/lv/documents/reminder/'));
    await action('letter-copy').tap();
    await until(async () => (await copied()).startsWith('Labdien'), 'the text is not copied');
  });

  test('without a script the text is there with its blanks, and the file too', async () => {
    const page = await phone(at.browser, { javaScriptEnabled: false });
    await page.goto(at.site.url('/lv/documents/claim-letter/'));
    assert.ok((await page.locator('.letter').innerText()).includes('[vieta], [šodienas datums]'));
    for (const control of await page.locator('.fillable :is(button, details)').all())
      assert.ok(await control.isHidden());
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').tap()]);
    assert.equal(file.suggestedFilename(), 'claim-letter.docx');
    await page.context().close();
  });

  for (const [width, scheme] of [
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ]) {
    test(`the page has no fault for assistive technology (${width}, ${scheme})`, async () => {
      await at.page.setViewportSize({ width, height: 844 });
      await at.page.emulateMedia({ colorScheme: scheme });
      await visit();
      await fill();
      await action('letter-print').evaluate(button => (window.print = () => button));
      await action('letter-print').tap();
      if (process.env.SHOTS)
        await at.page.screenshot({ path: `${process.env.SHOTS}/${width}-${scheme}.png`, fullPage: true });
      assertNone(await violations(at.page));
      const { scroll, client } = await at.page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      assert.ok(scroll <= client, `${scroll} in ${client}`);
    });
  }
});
