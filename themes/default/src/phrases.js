// @ts-check
// The filter of the page of phrases. `#ui_filter` is its form, each `<section>` of `.groups` a situation, `.phrase` a
// phrase, and the links of `.contents` lead to the groups. Imported when the reader turns to the form.
import { MARKS, wordsOf } from './search/stemmer.js';
import { queryAll } from './site/dom.js';

/** Words that are longer than this are compared without their endings, which inflect: 1 letter, and 2 of a long word. */
const [SHORT, LONG] = [3, 5];

/** @param {string} text */
const foldedWords = text => wordsOf(text).map(word => word.toLowerCase().normalize('NFD').replace(MARKS, ''));

/**
 * The start that a word has in all of its forms, as far as its length tells.
 * @param {string} word
 */
const startOf = word => word.slice(0, word.length - Number(word.length > SHORT) - Number(word.length > LONG));

const form = /** @type {HTMLFormElement} */ (document.getElementById('ui_filter'));
const field = /** @type {HTMLInputElement} */ (form.querySelector('input'));
const button = /** @type {HTMLElement} */ (form.querySelector('button'));
const status = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
const { found, none } = /** @type {Record<string, string>} */ (status.dataset);

const groups = queryAll('.groups > section').map(section => ({
  section,
  entry: document.querySelector(`.contents [href="#${section.id}"]`)?.parentElement,
  elsewhere: /** @type {HTMLElement | null} */ (section.querySelector('.elsewhere')),
}));
const phrases = queryAll('.groups .phrase').map(phrase => {
  const texts = [
    phrase.closest('section')?.querySelector('h2'),
    ...queryAll('summary,.phrase-behind,.say-text', phrase),
  ];
  return { phrase, words: foldedWords(texts.map(element => element?.textContent).join(' ')) };
});

/** Shows the phrases that have the most of the typed words, if they have at least half of them. */
const filter = () => {
  const starts = foldedWords(field.value).map(startOf);
  const counts = phrases.map(({ words }) => starts.filter(start => words.some(word => word.startsWith(start))).length);
  const most = Math.max(Math.ceil(starts.length / 2), ...counts);
  phrases.forEach(({ phrase }, at) => (phrase.hidden = counts[at] < most));
  for (const { section, entry, elsewhere } of groups) {
    section.hidden = !!starts[0] && !section.querySelector('.phrase:not([hidden])');
    if (entry) entry.hidden = section.hidden;
    if (elsewhere) elsewhere.hidden = !!starts[0];
  }
  const count = counts.filter(count => count >= most).length;
  button.hidden = count > 0;
  status.textContent = !count ? none : starts[0] ? found.replace('%1', `${count}`) : '';
};

field.addEventListener('input', filter);
// The form leads to the search of the whole site if no phrase is found.
form.addEventListener('submit', event => button.hidden && event.preventDefault());
// A link from elsewhere may name a phrase that the filter hides.
addEventListener('hashchange', () => {
  const target = document.querySelector(':target');
  if (!target?.closest('[hidden]')) return;
  field.value = '';
  filter();
  target.scrollIntoView();
});
filter();
