// @ts-check
// The guide and the lists of situations: groups of answers that are open in a wide window, answers that are still open
// when the reader comes back, and how far the reader is with each list. Loaded in the head of the pages that need it,
// so that they are complete before they are painted.
import { queryAll } from './site/dom.js';
import { get, set } from './site/storage.js';

/** The width from which the groups are a grid, as in home.css. */
const GRID = '(min-width: 48em)';
/** The most lists in the box "Continue where you were". */
const MAX_CONTINUED = 2;

/**
 * How far the reader is with a list: its path, its title, done steps, all steps, day of the last tick.
 * @typedef {{ path: string, t: string, d: number, n: number, at: string }} Progress
 */

addEventListener('DOMContentLoaded', () => {
  startGroups();
  startProgress();
});

/** Opens the groups in a wide window, and elsewhere what the reader had open on this page. */
const startGroups = () => {
  const folded = /** @type {HTMLDetailsElement[]} */ (queryAll('.answers details'));
  if (!folded.length) return;
  const grid = matchMedia(GRID);
  /** @param {Element | null} details */
  const inGrid = details => grid.matches && !!details?.matches('.groups>.answers>li>details');
  /** Positions in `folded` of what the reader has opened. @type {Set<number>} */
  const opened = new Set(history.state?.opened);

  const show = () =>
    folded.forEach((details, index) => {
      details.open = inGrid(details) || opened.has(index);
      /** @type {HTMLElement} */ (details.firstElementChild).tabIndex = inGrid(details) ? -1 : 0;
    });
  grid.addEventListener('change', show);
  show();

  folded.forEach((details, index) => {
    details.addEventListener('toggle', () => {
      if (inGrid(details) || details.open === opened.has(index)) return;
      opened[details.open ? 'add' : 'delete'](index);
      history.replaceState({ ...history.state, opened: [...opened] }, '');
    });
    // In the grid a summary is a heading.
    details.firstElementChild?.addEventListener('click', event => {
      if (inGrid(details)) event.preventDefault();
    });
  });
};

/**
 * The progress that the page of a list has stored; `null` if there is none, or something else under its key.
 * @param {string} path
 * @returns {Progress | null}
 */
const storedProgress = path => {
  try {
    const { t, d, n, at } = JSON.parse(get(`list:${path}`) || '');
    const whole = Number.isInteger(d) && Number.isInteger(n) && d > 0 && d <= n;
    return whole && t && typeof t === 'string' ? { path, t, d, n, at: `${at}` } : null;
  } catch {
    return null;
  }
};

/** Shows how far the reader is, now and whenever it may have changed. */
const startProgress = () => {
  const box = document.getElementById('ui_continue');
  const list = queryAll('.situations[data-of]')[0];
  const showAll = () => {
    if (box) showContinued(box);
    if (list) showCounts(list);
  };
  addEventListener('storage', showAll);
  addEventListener('pageshow', event => {
    if (event.persisted) showAll();
  });
  box?.querySelector('button')?.addEventListener('click', () => {
    set('dismissed', progressOfLinks().map(signature).join(' '));
    showContinued(box);
    document.querySelector('main')?.focus();
  });
  showAll();
};

/**
 * The stored progress of each page to which the page links. Pages that no longer exist have no link.
 * @returns {Progress[]}
 */
const progressOfLinks = () => {
  const links = /** @type {HTMLAnchorElement[]} */ (queryAll('.answers a,.situations a'));
  const paths = new Set(links.map(link => link.pathname));
  return [...paths].flatMap(path => storedProgress(path) || []);
};

/**
 * What changes when the reader goes on with a list.
 * @param {Progress} progress
 */
const signature = ({ path, d, at }) => `${path}:${d}:${at}`;

/**
 * @param {HTMLElement} element has the words for "3 of 22"
 * @param {Progress} progress
 */
const inWords = (element, { d, n }) =>
  /** @type {string} */ (element.dataset.of).replace('%1', `${d}`).replace('%2', `${n}`);

/**
 * Fills the box "Continue where you were" with the lists that have steps left, the latest first, unless dismissed.
 * @param {HTMLElement} box
 */
const showContinued = box => {
  const dismissed = (get('dismissed') || '').split(' ');
  const lists = progressOfLinks()
    .filter(list => list.d < list.n && !dismissed.includes(signature(list)))
    .sort((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, MAX_CONTINUED);
  box.hidden = !lists.length;
  const items = lists.map(list => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = list.path;
    link.textContent = list.t;
    const count = document.createElement('span');
    count.className = 'count';
    count.textContent = inWords(box, list);
    item.append(link, ' ', count);
    return item;
  });
  box.querySelector('ul')?.replaceChildren(...items);
};

/**
 * Shows in place of the number of steps how many of them are done.
 * @param {HTMLElement} element
 */
const showCounts = element => {
  for (const count of queryAll('.count', element)) {
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (count.parentElement?.querySelector('a'));
    const progress = link && storedProgress(link.pathname);
    count.dataset.words ??= count.textContent;
    count.textContent = progress ? inWords(element, progress) : count.dataset.words;
    count.classList.toggle('begun', !!progress);
  }
};
