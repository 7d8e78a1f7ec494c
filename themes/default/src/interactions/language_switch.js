// @ts-check
// Links to another language lead to the step or heading that the reader was at, even if the way to the switch led past
// others.
import { addressedElement, queryAll } from './dom.js';

/** The reader has left the top of the page, in pixels. */
const SCROLLED = 300;
/** The line of the window that is being read, as a share of its height. */
const READING_LINE = 0.2;
/** A step counts as reached once it is so many pixels above the line, because its text is below its top. */
const STEP_HEIGHT = 60;
/** The reader is at rest after so many milliseconds without scrolling. */
const REST = 400;
/** A position is recent for so many milliseconds; the way to the switch takes less. */
const RECENT = 20_000;

/** @param {import('../site.js').Page} page */
export const startLanguageSwitch = ({ main, ticks }) => {
  const headings = queryAll('h1,h2,h3', main);
  const places = queryAll('h1,h2,h3,[data-action]', main);

  /**
   * The fragment that leads to `place` in another language.
   * @param {HTMLElement} place
   */
  const fragmentOf = place => (place.dataset.action ? `#${place.id}` : `#ui_at-${headings.indexOf(place)}-${place.id}`);

  /**
   * The last visible place above `line`, in pixels from the top of the window.
   * @param {number} line
   */
  const placeAbove = line =>
    places
      .filter(place => {
        const limit = line - (place.dataset.action ? STEP_HEIGHT : 0);
        return place.offsetParent && place.getBoundingClientRect().top <= limit;
      })
      .at(-1);

  let fragment = '';
  let trackedAt = 0;
  const trackPosition = () => {
    const place = scrollY > SCROLLED && placeAbove(innerHeight * READING_LINE);
    if (place) [fragment, trackedAt] = [fragmentOf(place), Date.now()];
  };
  /** @type {number | undefined} */
  let timer;
  const trackAtRest = () => {
    clearTimeout(timer);
    timer = setTimeout(trackPosition, REST);
  };
  addEventListener('scroll', trackAtRest, { passive: true });
  trackPosition();

  /** The fragment for a link to another language. */
  const currentFragment = () => {
    if (ticks.isShared()) return location.hash;
    if (Date.now() - trackedAt < RECENT) return fragment;
    const addressed = addressedElement();
    const isStep = addressed?.dataset.action;
    const place = addressed && !isStep ? placeAbove(addressed.getBoundingClientRect().top + 8) : addressed;
    return place ? fragmentOf(place) : '';
  };
  const setFragment = (/** @type {MouseEvent} */ { target }) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (target).closest('.languages a'));
    if (link) link.hash = currentFragment();
  };
  // In the capturing phase, so that the address is complete before anything follows the link.
  addEventListener('click', setFragment, true);
};
