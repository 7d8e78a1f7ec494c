// @ts-check
// The blanks of ready messages, filled where they are. A blank that the language's site.yaml gives to a field of the
// reader's case has the same text in every message; any other blank has a text of its own.
import { createElement, isElsewhere, plainText, queryAll, unfold } from './dom.js';

/**
 * @typedef {{
 *   element: HTMLElement,
 *   words: string,
 *   notes: import('./notes.js').Notes,
 *   name: string,
 * }} Blank
 */

/** @typedef {ReturnType<typeof startBlanks>} Blanks */

/**
 * Whether the caret is in the text of `element`.
 * @param {HTMLElement} element
 * @param {Selection} selection
 */
const isInside = (element, { anchorNode }) => anchorNode !== element && element.contains(anchorNode);

/**
 * @param {import('../site.js').Page} page
 * @param {import('./notes.js').Notes} readerCase
 * @param {import('./notes.js').Notes} others
 * @param {import('./case.js').Values} values
 */
export const startBlanks = ({ main }, readerCase, others, { read, format }) => {
  /** @type {Blank[]} */
  const blanks = [];
  /** @param {EventTarget | null} target */
  const blankOf = target => blanks.find(({ element }) => element === target);

  /** Shows the text of each blank but the one that the reader is typing in; without a text its own words. */
  const show = () => {
    const texts = new Map([readerCase, others].map(notes => [notes, notes.load()]));
    for (const { element, words, notes, name } of blanks) {
      const kept = texts.get(notes)?.[name];
      const text = kept && (notes === readerCase ? format(name, read(name, kept)) : kept);
      element.classList.toggle('filled', !!text);
      if (element !== document.activeElement) element.textContent = text || words;
    }
  };

  /**
   * Lets the reader type into a blank.
   * @param {HTMLElement} element
   * @param {string} name the name of its text, if it belongs to no field of the case
   * @param {string} words what it shows without a text
   */
  const add = (element, name, words = plainText(element)) => {
    const id = element.dataset.case;
    blanks.push({ element, words, notes: id ? readerCase : others, name: id || name });
    try {
      element.contentEditable = 'plaintext-only';
    } catch {
      element.contentEditable = 'true';
    }
    element.dataset.words = words;
    const attributes = {
      role: 'textbox',
      'aria-label': words.replace(/[[\]]/g, ''),
      enterkeyhint: 'next',
      spellcheck: 'false',
    };
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };

  for (const message of queryAll('.say-text', main)) {
    // The same message has the same texts on every page.
    const text = plainText(message);
    queryAll('.blank', message).forEach((element, number) => add(element, `${number} ${text}`));
  }

  main.addEventListener('focusin', ({ target }) => {
    const blank = blankOf(target);
    if (!blank) return;
    const { element } = blank;
    if (!element.matches('.filled')) element.textContent = '';
    // The browser may have put the caret into the words that are gone, or nowhere.
    setTimeout(() => {
      const selection = getSelection();
      if (element !== document.activeElement || !selection || isInside(element, selection)) return;
      selection.selectAllChildren(element);
      selection.collapseToEnd();
    });
  });
  main.addEventListener('focusout', ({ target }) => {
    // The blank is still the active element.
    if (blankOf(target)) setTimeout(show);
  });
  main.addEventListener('input', ({ target }) => {
    const blank = blankOf(target);
    if (!blank) return;
    const { element, notes, name } = blank;
    const text = plainText(element);
    // Browsers leave a line break in an emptied element, and old ones paste markup.
    if (!text || element.childElementCount) element.textContent = text;
    notes.put(name, notes === readerCase ? read(name, text) : text);
    show();
  });
  main.addEventListener('keydown', event => {
    const blank = blankOf(event.target);
    if (!blank || event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    const stops = queryAll('.blank,button', /** @type {HTMLElement} */ (blank.element.closest('.say,.letter')));
    stops
      .slice(stops.indexOf(blank.element) + 1)
      .find(stop => !isElsewhere(stop))
      ?.focus();
  });
  // A tap that came before this script is repeated by site.js.
  main.addEventListener('click', ({ target }) => {
    const blank = blankOf(target);
    if (blank && blank.element !== document.activeElement) blank.element.focus();
  });
  show();

  return {
    add,
    show,
    /**
     * A button for each blank in `scope` that is shown and has no text; it leads to the blank.
     * @param {Element} scope
     */
    buttonsOfEmpty: scope => {
      const seen = new Set();
      const empty = queryAll('.blank:not(.filled)', scope)
        .filter(element => !isElsewhere(element))
        .map(blankOf)
        .filter(blank => blank !== undefined)
        .filter(({ name }) => !seen.has(name) && seen.add(name));
      return empty.map(({ element, words }) => {
        const button = createElement('button', words, { type: 'button', class: 'chip' });
        button.onclick = () => {
          unfold(element);
          element.scrollIntoView({ block: 'center' });
          element.focus({ preventScroll: true });
        };
        return button;
      });
    },
  };
};
