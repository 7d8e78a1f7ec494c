// @ts-check
// What a page needs at once: the chosen colour scheme before anything is painted, ticks, and the part that the address
// names. Everything else (copying, sharing, printing, the reader's case) is in interactions.js, which is imported when
// the reader first does something. Every string is in the page; without a script only what needs one is missing.
import { addressedElement, queryAll, unfold } from './site/dom.js';
import { get, set, unsaved } from './site/storage.js';
import { applyTheme } from './site/theme.js';
import { startTicks, today } from './site/ticks.js';

/**
 * What interactions.js gets from this script: both work on the same storage and the same ticks.
 * @typedef {{
 *   main: HTMLElement,
 *   today: string,
 *   get: typeof get,
 *   set: typeof set,
 *   unsaved: typeof unsaved,
 *   applyTheme: typeof applyTheme,
 *   ticks: ReturnType<typeof startTicks>,
 * }} Page
 */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const interactions = /** @type {string} */ (script.dataset.interactions);

applyTheme();
document.documentElement.classList.add('js');

addEventListener('DOMContentLoaded', () => {
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const ticks = startTicks(main);

  openCurrentPhase(ticks);
  // Folds that are open in a window of some width.
  for (const fold of queryAll('[data-unfold]')) if (matchMedia(`${fold.dataset.unfold}`).matches) unfold(fold);
  openAddressed();
  addCopyButtons(main);
  // Statements on law whose check is out of date.
  for (const note of queryAll('[data-old-after]')) note.hidden = /** @type {string} */ (note.dataset.oldAfter) >= today;
  startSearchField();
  startParts();

  const wake = importInteractions({ main, today, get, set, unsaved, applyTheme, ticks });
  // Imports it at once if the page depends on something stored: notes in its messages, the chosen country, renamed ticks,
  // the heading that was read in another language, shared ticks.
  if (get('case') || get('blanks') || get('country') || main.dataset.renamed || /^#(ui_at-|ticks=)/.test(location.hash))
    wake();
});

/**
 * Opens the first phase that has a step left and no other one, if any step is done.
 * @param {Page['ticks']} ticks
 */
const openCurrentPhase = ({ boxes, countDone }) => {
  if (countDone(boxes) && document.querySelector('summary[aria-current]'))
    for (const phase of queryAll('.phase'))
      /** @type {HTMLDetailsElement} */ (phase).open = !!phase.querySelector('[aria-current]');
};

/** Opens what the address names, now and when its fragment changes. */
const openAddressed = () => {
  addEventListener('hashchange', () => {
    if (location.hash.startsWith('#ticks=')) location.reload();
    else unfold(addressedElement());
  });
  unfold(addressedElement());
};

/**
 * Adds a button to each ready message. The style sheet shows its label, so that the text of the page is the same with
 * and without a script.
 * @param {HTMLElement} main
 */
const addCopyButtons = main => {
  const { copy } = main.dataset;
  if (!copy) return;
  for (const message of queryAll('.say', main)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.dataset.do = 'message';
    button.setAttribute('aria-label', copy);
    message.append(button);
  }
};

/** A slash moves the focus to the search field. */
const startSearchField = () => {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('ui_search'));
  addEventListener('keydown', event => {
    const search = field || /** @type {HTMLInputElement | null} */ (document.getElementById('ui_menu_search'));
    const target = /** @type {Element} */ (event.target);
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !search) return;
    if (target.matches(':read-write')) return;
    event.preventDefault();
    unfold(search);
    search.focus();
    search.select();
  });
};

/**
 * Imports the script of a part of the page, which `data-import` names, when the reader turns to that part, or at once if
 * words are in its field or in the address.
 */
const startParts = () => {
  for (const part of queryAll('[data-import]')) {
    // Without its script, a part shows everything. The next move tries again; a script that is there is not run again.
    const importScript = () => import(/** @type {string} */ (part.dataset.import)).catch(() => {});
    for (const move of ['focusin', 'pointerdown']) part.addEventListener(move, importScript);
    if (location.search || part.querySelector('input')?.value) importScript();
  }
};

/**
 * Imports interactions.js at the reader's first move, or after five seconds. A click that comes before the script is
 * ready is repeated once it is.
 * @param {Page} page
 * @returns {() => void} imports it now, while the page is loading
 */
const importInteractions = page => {
  const moves = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'focusin'];
  /** @type {HTMLElement | null} */
  let clicked = null;
  /** @param {Event} event */
  const rememberClick = ({ target }) => {
    clicked = /** @type {Element} */ (target).closest('[data-do],.blank');
  };
  /** @param {unknown} [moved] an event or true: the first load is over */
  const wake = moved => {
    for (const move of moves) removeEventListener(move, wake);
    clearTimeout(timer);
    import(interactions)
      .then(({ default: start }) => start(page, moved))
      .then(() => {
        removeEventListener('click', rememberClick);
        clicked?.click();
      })
      // The connection is lost: the next click tries again.
      .catch(() => addEventListener('click', wake, { once: true }));
  };
  const timer = setTimeout(wake, 5000, true);
  addEventListener('click', rememberClick);
  for (const move of moves) addEventListener(move, wake, { passive: true });
  return wake;
};
