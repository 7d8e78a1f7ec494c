// @ts-check
// Ticks of steps: one for each action, the same on every page and in every language. A tick is stored as the day on
// which it was set, and as `0` where the author ticked the step in advance and the reader removed the tick.
import { queryAll } from './dom.js';
import { get, set } from './storage.js';

/** Today as `2026-11-30`. */
export const today = new Date().toISOString().slice(0, 10);

/**
 * @param {HTMLInputElement} box
 * @returns {string} the key of the box's tick in the storage
 */
const tickKey = box => `tick:${box.dataset.action}`;

/**
 * What counts as one step: the choice that a box belongs to, else the box itself.
 * @param {HTMLElement} box
 * @returns {HTMLElement}
 */
const stepOf = box => (box.matches('.step>input') && box.closest('.choice')) || box;

/** @param {HTMLElement[]} boxes */
const countSteps = boxes => new Set(boxes.map(stepOf)).size;

/** @param {HTMLElement} box */
const isTicked = box => /** @type {HTMLInputElement} */ (box).checked;

/** @param {HTMLElement[]} boxes */
const countDone = boxes => countSteps(boxes.filter(isTicked));

/**
 * Whether the box, or another one of its choice, is ticked.
 * @param {HTMLElement} box
 */
const isDone = box => isTicked(box) || !!stepOf(box).querySelector('.step>input:checked');

/**
 * Restores the ticks of a page and keeps its progress up to date.
 * @param {HTMLElement} main
 */
export const startTicks = main => {
  // On the page of a situation the id of a box is the name of its action.
  for (const box of queryAll('.step>input', main)) box.dataset.action ||= box.id;
  const boxes = /** @type {HTMLInputElement[]} */ (queryAll('[data-action]', main));
  const progress = /** @type {HTMLProgressElement | null} */ (document.getElementById('ui_progress'));
  const banner = document.getElementById('ui_shared');
  /** @type {Set<string | undefined> | null | undefined | false | ''} */
  let shared = banner && sharedActions();

  /** @param {HTMLElement[]} list */
  const fraction = list =>
    /** @type {string} */ (main.dataset.of).replace('%1', `${countDone(list)}`).replace('%2', `${countSteps(list)}`);

  /** Whether the reader has set or removed a tick since the page was opened. */
  let changed = false;

  /** Stores how far the reader is with this page, so that other pages can lead back to it. Without ticks nothing is. */
  const storeProgress = () => {
    const key = `list:${location.pathname}`;
    if (shared || !(changed || get(key))) return;
    const [t, d, n] = [document.querySelector('h1')?.textContent, countDone(boxes), countSteps(boxes)];
    set(key, d ? JSON.stringify({ t, d, n, at: today }) : null);
  };

  const showProgress = () => {
    storeProgress();
    if (!progress) return;
    progress.max = countSteps(boxes) || 1;
    progress.value = countDone(boxes);
    /** @type {HTMLOutputElement} */ (document.getElementById('ui_progress_text')).value = fraction(boxes);
    const links = queryAll('.rail a');
    let current = false;
    queryAll('.phase>summary').forEach((summary, number) => {
      const own = queryAll('[data-action]', /** @type {Element} */ (summary.parentElement));
      const [done, all] = [countDone(own), countSteps(own)];
      // The first phase with a step left is the current one.
      const isCurrent = !current && done < all;
      current ||= isCurrent;
      for (const place of [summary, links[number]]) {
        place.ariaCurrent = isCurrent ? 'step' : null;
        place.classList.toggle('done', done > 0 && done === all);
        const label = /** @type {HTMLElement | null} */ (place.querySelector('.count'));
        if (!label) continue;
        label.dataset.words ??= label.textContent;
        label.textContent = done ? fraction(own) : label.dataset.words;
      }
    });
  };

  /** Sets every box to its stored tick, or to the tick in the shared address. */
  const readTicks = () => {
    for (const box of boxes) {
      const own = get(tickKey(box));
      box.checked = shared ? shared.has(box.dataset.action) : own === null ? box.defaultChecked : own !== '0';
    }
    if (banner) banner.hidden = !shared;
    showProgress();
  };

  /**
   * Ticks a box or removes its tick. A tick that equals the author's is not stored.
   * @param {HTMLInputElement} box
   * @param {boolean} on
   */
  const setTick = (box, on) => {
    box.checked = on;
    changed = true;
    if (shared) shared[on ? 'add' : 'delete'](box.dataset.action);
    else set(tickKey(box), on === box.defaultChecked ? null : on ? today : '0');
  };

  main.addEventListener('change', ({ target }) => {
    const box = /** @type {HTMLInputElement} */ (target);
    if (!box.dataset.action) return;
    setTick(box, box.checked);
    showProgress();
  });
  addEventListener('storage', readTicks);
  // A page that the browser restores from memory may be older than the stored ticks.
  addEventListener('pageshow', event => {
    if (event.persisted) readTicks();
  });
  readTicks();

  return {
    boxes,
    showProgress,
    readTicks,
    setTick,
    tickKey,
    countDone,
    isDone,
    stepOf,
    /**
     * Ticks in the shared address that were set before an action was renamed.
     * @param {string} from
     * @param {string} to
     */
    renameShared: (from, to) => void (shared && shared.delete(from) && shared.add(to)),
    /** Whether the page shows somebody else's ticks, which the reader may look at or import. */
    isShared: () => !!shared,
    endShared: () => {
      shared = null;
    },
  };
};

/** The actions that a shared address lists as ticked; a falsy value if it lists none. */
const sharedActions = () => {
  // Some programs write a comma in an address as %2C.
  const match = location.hash.replace(/%2C/gi, ',').match(/^#ticks=([a-z0-9.,-]*)$/);
  return match && new Set(match[1].split(','));
};
