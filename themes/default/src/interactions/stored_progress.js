// @ts-check
// How far the reader is with a list of steps, kept in the browser so that other pages can lead back to it.

/**
 * Stores the progress of the page when it changes, and when the reader opens a list that was begun, because the same tick
 * can be removed on another page. Without ticks nothing is stored.
 * @param {import('../interactions.js').Context} context
 */
export const keepProgress = ({ page: { today, get, set, ticks } }) => {
  const key = `list:${location.pathname}`;
  ticks.progressChanged = () => {
    if (ticks.isShared() || !(ticks.changed || get(key))) return;
    const done = ticks.countDone(ticks.boxes);
    const progress = {
      t: document.querySelector('h1')?.textContent,
      d: done,
      n: ticks.countSteps(ticks.boxes),
      at: today,
    };
    set(key, done ? JSON.stringify(progress) : null);
  };
  ticks.progressChanged();
};
