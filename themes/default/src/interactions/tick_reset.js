// @ts-check
// The button that removes all ticks of a page.
import { actionButton, removedBy, toggleUndo } from './undo.js';

/**
 * @param {import('../interactions.js').Context} context
 * @returns {import('../interactions.js').Actions}
 */
export const startTickReset = ({ page, strings, status }) => {
  const { main, get, set, ticks } = page;
  main.addEventListener('change', ({ target }) => {
    if (/** @type {HTMLElement} */ (target).dataset.action) toggleUndo(actionButton('reset'), null, strings);
  });
  return {
    /** Removes all ticks, or restores them with their days. */
    reset: button => {
      /** @type {[HTMLInputElement, string | null][] | null} */
      const removed = removedBy(button);
      /** @type {[HTMLInputElement, string | null][]} */
      const ticked = ticks.boxes.filter(box => box.checked).map(box => [box, get(ticks.tickKey(box))]);
      for (const [box, day] of removed || ticked) {
        ticks.setTick(box, !!removed);
        if (removed && day && !ticks.isShared()) set(ticks.tickKey(box), day);
      }
      toggleUndo(button, removed || !ticked.length ? null : ticked, strings);
      ticks.showProgress();
      status.announce(strings[removed ? 'reset_undone' : 'reset_done']);
    },
  };
};
