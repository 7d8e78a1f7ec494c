// @ts-check
// Fills the form of a document: a field for each blank of its text that is shown. Blanks of tables that grow are filled in the
// table only.
import { createElement, isElsewhere, queryAll } from '../interactions/dom.js';
import { blankName, labelOfBlank } from './names.js';

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} letter
 * @param {import('./tables.js').GrowingTable[]} tables
 * @param {import('../interactions/page_scripts.js').PageScriptContext} context
 */
export const startForm = (page, letter, tables, { page: { main }, readerCase, strings }) => {
  /** @type {import('../case_values.js').CaseRules['fields']} */
  const known = strings.case?.fields || [];
  /** The blanks of each field. @type {Map<string, HTMLElement[]>} */
  const blanks = new Map();
  for (const blank of queryAll('.blank', letter)) {
    if (tables.some(({ own, rows }) => [own, ...rows].some(row => row.contains(blank)))) continue;
    const name = blank.dataset.case || blankName(labelOfBlank(blank));
    blanks.set(name, [...(blanks.get(name) || []), blank]);
  }
  const form = /** @type {HTMLElement} */ (page.querySelector('.case'));
  if (!blanks.size) return form.remove();

  const labels = [...blanks].map(([name, all]) => {
    const [blank] = all;
    const id = blank.dataset.case;
    const field = known.find(field => field.id === id);
    const input = /** @type {HTMLInputElement} */ (createElement('input', '', { autocomplete: 'off' }));
    if (id) input.dataset.case = id;
    if (field?.type === 'date') input.type = 'date';
    if (field?.type === 'money') input.inputMode = 'decimal';
    const words = labelOfBlank(blank);
    const label = createElement('label', [field?.label || words[0].toUpperCase() + words.slice(1), ' ', input]);
    return { label, input, name, all };
  });
  const count = /** @type {HTMLElement} */ (form.querySelector('.count'));
  form.querySelector('.fields')?.append(...labels.map(({ label }) => label));
  for (const { input, name } of labels) readerCase.addField(input, input.dataset.case ? '' : name);

  readerCase.onChange(() => {
    for (const { label, all } of labels) label.hidden = all.every(isElsewhere);
    const shown = labels.filter(({ label }) => !label.hidden);
    const filled = shown.filter(({ all: [blank] }) => blank.matches('.filled')).length;
    count.textContent = `${main.dataset.of}`.replace('%1', `${filled}`).replace('%2', `${shown.length}`);
  });
};
