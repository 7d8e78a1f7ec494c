// @ts-check
// A document to fill in: fields in the form beside the text, rows that can be added, and the filled text to copy, print or download.
// Loaded on the page of such a document only. Nothing that is typed leaves the device.
import { letterText } from './fillable/as_text.js';
import { startForm } from './fillable/form.js';
import { startTables } from './fillable/tables.js';
import { copyText } from './interactions/copy.js';
import { createElement, plainText } from './interactions/dom.js';
import { share } from './interactions/share.js';

/**
 * @param {HTMLElement} page
 * @param {import('./interactions/page_scripts.js').PageScriptContext} context
 */
export default function start(page, context) {
  const { readerCase, actions, strings, status } = context;
  const letter = /** @type {HTMLElement | null} */ (page.querySelector('.letter'));
  const tools = /** @type {HTMLElement} */ (page.querySelector('.letter-tools'));
  const link = /** @type {HTMLAnchorElement | null} */ (tools.querySelector('a[download]'));
  if (!letter || !link) return;

  const tables = startTables(letter, context);
  startForm(page, letter, tables, context);

  /** Lists the blanks that are left, each a button that leads to it, and returns that sentence. */
  const remind = () => {
    tools.querySelector('.say-fill')?.remove();
    const buttons = readerCase.blanks.buttonsOfEmpty(letter);
    if (!buttons.length) return '';
    const reminder = createElement('p', [strings.fill, ...buttons.flatMap(button => [' ', button])], {
      class: 'say-fill',
    });
    tools.append(reminder);
    return plainText(reminder);
  };
  readerCase.onChange(() => tools.querySelector('.say-fill') && remind());

  /** The text as it is shown, without the caret in an empty blank. */
  const text = () => {
    const { activeElement } = document;
    if (activeElement?.matches('.blank')) /** @type {HTMLElement} */ (activeElement).blur();
    readerCase.blanks.show();
    return letterText(letter);
  };

  Object.assign(actions, {
    /** @param {HTMLElement} button */
    'letter-copy': async button => {
      const done = await copyText(text());
      status.flashResult(button, done, `${strings.copied}. ${remind()}`);
    },
    'letter-send': () => {
      status.announce(remind());
      share({ text: text() });
    },
    'letter-print': () => {
      text();
      remind();
      print();
    },
  });
  link.addEventListener('click', async event => {
    event.preventDefault();
    text();
    status.announce(remind());
    let address = link.href;
    try {
      const { default: fillFile } = await import(`${link.dataset.docx}`);
      const file = await (await fetch(address)).arrayBuffer();
      address = URL.createObjectURL(new Blob([fillFile(file, letter, tables)]));
    } catch {
      // Without the script or the file of the site there is nothing to fill in; the browser says why.
    }
    createElement('a', '', { href: address, download: link.href.split('/').pop() || '' }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });

  const send = /** @type {HTMLElement} */ (tools.querySelector('[data-do=letter-send]'));
  send.hidden = typeof navigator.share !== 'function';
  readerCase.show();
}
