// @ts-check
// The search page. Its elements: `#ui_search` the field, `#ui_results` what was found, `[data-result]` each result,
// `#ui_nothing` what is shown if nothing was, `#ui_index` the list from A to Z, `#ui_status` the region that a screen reader announces.
import { BASE } from './files.js';
import { indexOf, takeBest } from './index.js';
import { MARKS, WORD } from './stemmer.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./index.js').Result} Result */

/** Milliseconds without typing before the query is run. */
const TYPING_PAUSE = 40;

/**
 * A new element with its children and attributes.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string | Node | (string | Node)[]} children
 * @param {Record<string, string>} attributes
 */
const createElement = (name, children, attributes = {}) => {
  const element = document.createElement(name);
  element.append(...[children].flat());
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return element;
};

/**
 * The text with its words of the query in `<mark>`.
 * @param {string} text
 * @param {(word: string) => boolean} marks
 */
const markWords = (text, marks) =>
  text
    .split(new RegExp(`(${WORD.source})`, 'u'))
    .map((part, i) => (i % 2 && marks(part) ? createElement('mark', part) : part));

/** Starts the search on the search page; elsewhere there is no field. */
export const startSearchPage = () => {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('ui_search'));
  const box = document.getElementById('ui_results');
  if (!field || !box) return;
  const list = /** @type {HTMLElement} */ (document.getElementById('ui_index'));
  const nothing = /** @type {HTMLTemplateElement} */ (document.getElementById('ui_nothing'));
  const status = /** @type {HTMLElement} */ (document.getElementById('ui_status'));
  const { lang } = document.documentElement;
  const labels = /** @type {Record<string, string>} */ (box.dataset);
  /** @param {string} text */
  const announce = text => void (status.textContent = text);

  /**
   * Calls `action` once `element` comes into view.
   * @param {Element} element
   * @param {() => void} action
   */
  const onVisible = (element, action) => {
    const observer = new IntersectionObserver(entries => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      action();
    });
    observer.observe(element);
  };

  /**
   * Appends the next results to `rows`, and the ones after them when the last row comes into view.
   * @param {HTMLElement} rows
   * @param {Result[]} results
   */
  const renderMore = async (rows, results) => {
    rows.append(...(await takeBest(results)).map(renderResult));
    if (results[0]) onVisible(/** @type {Element} */ (rows.lastElementChild), () => renderMore(rows, results));
    return rows;
  };

  /** @param {Result} result */
  const renderResult = result => {
    const { title = '', url = '', kind, marks } = result;
    const excerpt = createElement('p', '\u00a0', { class: 'excerpt' });
    const showExcerpt = async () => {
      try {
        const { text, heading, anchor } = await result.excerpt();
        const link = heading && anchor ? createElement('a', heading, { href: `${url}#${anchor}` }) : heading;
        excerpt.replaceChildren(...(link ? [link, ' · '] : []), ...markWords(text, marks));
      } catch {
        excerpt.remove();
      }
    };
    // The page of the result is fetched only if the reader sees the result.
    onVisible(excerpt, showExcerpt);
    const link = createElement('a', markWords(title, marks), { href: url });
    const label = createElement('span', labels[kind], { class: 'count' });
    return createElement('li', [label, ' ', link, excerpt], { 'data-result': kind });
  };

  /**
   * What is shown if nothing was found: what the page has prepared, and similar words.
   * @param {Index} index
   * @param {string} query
   */
  const renderNothing = async (index, query) => {
    const buttons = (await index.suggest(query)).flatMap(word => {
      const button = createElement('button', word, { 'data-suggestion': word });
      button.onclick = () => {
        field.value = word;
        field.focus();
        run();
      };
      return [' ', button];
    });
    const shown = document.importNode(nothing.content, true);
    const near = /** @type {HTMLElement} */ (shown.querySelector('[hidden]'));
    near.hidden = !buttons.length;
    near.append(...buttons);
    return shown;
  };

  /**
   * Shows the list from A to Z with the entries that have every part of the query.
   * @param {string} query
   */
  const filterList = query => {
    /** @param {string} text */
    const plain = text => text.toLowerCase().normalize('NFD').replace(MARKS, '');
    /**
     * @param {string} selector
     * @param {(element: HTMLElement) => boolean} isShown
     */
    const showOnly = (selector, isShown) => {
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(selector))) {
        element.hidden = !isShown(element);
      }
    };
    const parts = plain(query).split(/\s+/);
    list.hidden = false;
    showOnly('.rows>li', item => parts.every(part => plain(item.textContent).includes(part)));
    showOnly('.letter', letter => !!letter.querySelector('li:not([hidden])'));
  };

  /** @type {string | undefined} */
  let current;
  const run = async () => {
    const query = field.value.trim();
    if (query === current) return;
    current = query;
    history.replaceState(null, '', query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    if (!query) {
      box.replaceChildren();
      filterList('');
      announce('');
      return;
    }
    try {
      const index = await indexOf(lang);
      const results = await index.search(query);
      const count = results.length;
      const shown = count
        ? await renderMore(createElement('ol', [], { class: 'rows found' }), results)
        : await renderNothing(index, query);
      // The reader may have typed on while this query was running.
      if (query !== current) return;
      filterList('');
      list.hidden = !!count;
      const summary = count
        ? labels.found.replace('%1', `${count}`)
        : /** @type {string} */ (nothing.content.firstElementChild?.textContent);
      announce(summary);
      const { guesses, certain, question } = results;
      const notes = count ? [createElement('p', summary, { class: 'count' })] : [];
      if (count && guesses[0]) notes.push(createElement('p', labels.guessed.replace('%1', guesses.join(', '))));
      if (question)
        notes.push(createElement('p', createElement('a', question[0], { href: BASE.pathname + question[1] })));
      const guide = !certain && count && nothing.content.querySelector('p:has(a)')?.cloneNode(true);
      box.replaceChildren(...notes, ...(guide ? [guide] : []), shown);
    } catch {
      // Without an index the list itself is filtered.
      if (query === current) filterList(query);
    }
  };

  /** @type {number | undefined} */
  let timer;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(run, TYPING_PAUSE);
  });
  const links = () => /** @type {HTMLElement[]} */ ([...box.querySelectorAll('[data-result]>a')]);
  field.form?.addEventListener('submit', async event => {
    event.preventDefault();
    clearTimeout(timer);
    await run();
    links()[0]?.focus();
  });
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    /** @type {Record<string, HTMLElement | undefined>} */
    const targets = {
      ArrowDown: all[at + 1],
      ArrowUp: all[at - 1] ?? field,
      Escape: field,
    };
    const target = targets[event.key];
    if (!target || (at < 0 && (event.target !== field || event.key === 'ArrowUp'))) return;
    event.preventDefault();
    target.focus();
    if (event.key === 'Escape' && at < 0) {
      field.value = '';
      run();
    }
  });
  // What was typed before this script was loaded takes precedence over the address. `null` empties a field.
  field.value ||= /** @type {string} */ (new URLSearchParams(location.search).get('q'));
  run();
};
