// @ts-check
// The country of the reader, which is chosen once and stored on the device. The law of this country is open, and that of
// other countries is folded. Elements for other countries only are hidden. Before a choice, the script changes nothing:
// the law of the language's own country is open, and the other elements have the names of their countries.
import { addressedElement, createElement, queryAll, unfold } from './interactions/dom.js';

const KEY = 'country';
/** What the strings of countries begin with; the code follows. */
const PREFIX = 'country_';

/**
 * @param {HTMLElement} element the place of the choice
 * @param {import('./interactions/page_scripts.js').PageScriptContext} context
 */
export default function start(element, { page: { main, get, set }, readerCase, strings }) {
  const codes = Object.keys(strings)
    .filter(key => key.startsWith(PREFIX))
    .map(key => key.slice(PREFIX.length));
  const parts = queryAll('[data-country]', main);
  const laws = /** @type {HTMLDetailsElement[]} */ (parts.filter(part => part.localName === 'details'));
  const lines = parts.filter(part => part.localName !== 'details');
  const openAtFirst = laws.map(law => law.open);

  const options = ['', ...codes].map(code =>
    createElement('option', strings[code ? PREFIX + code : 'all_countries'], { value: code }),
  );
  const select = /** @type {HTMLSelectElement} */ (createElement('select', options, { class: 'button' }));
  const others = createElement('button', strings.other_countries, { type: 'button', class: 'quiet' });
  element.hidden = false;
  element.className = 'off-paper';
  element.append(createElement('label', [`${strings.country} `, select]), ' ', others);

  /** @param {HTMLElement} part the codes of the countries in which it holds */
  const codesOf = part => `${part.dataset.country}`.split(' ');

  /** @param {string} country the code; empty if none is chosen */
  const show = country => {
    laws.forEach((law, at) => (law.open = country ? codesOf(law).includes(country) : openAtFirst[at]));
    for (const line of lines) line.hidden = !!country && !codesOf(line).includes(country);
    for (const name of queryAll('.country', main)) name.hidden = !!country;
    others.hidden = !lines.some(line => line.hidden);
    // Of the links to law, those of the reader's country come first, then those of a union of countries.
    const links = laws.filter(law => law.open && !law.matches('.callout'));
    element.after(...links.sort((a, b) => codesOf(a).length - codesOf(b).length));
    // What lists the blanks of the page leaves out those of hidden lines.
    readerCase.show();
  };

  select.addEventListener('change', () => {
    set(KEY, select.value || null);
    show(select.value);
  });
  others.addEventListener('click', () => {
    for (const line of lines) line.hidden = false;
    for (const name of queryAll('.country', main)) name.hidden = false;
    others.hidden = true;
    readerCase.show();
    select.focus();
  });

  const chosen = `${get(KEY)}`;
  select.value = codes.includes(chosen) ? chosen : '';
  show(select.value);
  unfold(addressedElement());
  // Links to law are beside the choice, and the text of a letter is below it. In another text, it is put above the first
  // part that depends on it.
  const [first] = parts.filter(part => part.closest('.text,.letter'));
  const above = first?.closest('.text > *');
  if (above && !element.closest('section')) above.before(element);
}
