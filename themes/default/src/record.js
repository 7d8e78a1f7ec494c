// @ts-check
// The record, a sheet for a lawyer or mediator: the case, and the done and open steps of each phase with their days. It is
// imported when the reader prints it: words.json names it.
import { createElement, labelOf, legendOf, pageAddress, pageTitle, plainText, queryAll } from './interactions/dom.js';

/**
 * @param {import('./interactions.js').Context} context
 * @param {import('./interactions/case.js').ReaderCase} readerCase
 */
export default ({ page, strings }, { values, format }) => {
  const { main, get, ticks } = page;
  /** @param {string} iso */
  const longDate = iso =>
    new Date(iso).toLocaleDateString(document.documentElement.lang, {
      dateStyle: 'long',
      timeZone: 'UTC',
    });

  /** @param {HTMLInputElement} box */
  const step = box => {
    const day = get(ticks.tickKey(box)) || '';
    const text = plainText(labelOf(box));
    // The tick of a step that the author ticked in advance has no day.
    const dated = box.checked && day.length > 2;
    return createElement('li', dated ? [text, ' ', createElement('span', `(${longDate(day)})`)] : text);
  };

  /**
   * A step that is left: the alternatives of a choice are one.
   * @param {HTMLElement} open
   */
  const openStep = open => {
    if (!open.matches('.choice')) return step(/** @type {HTMLInputElement} */ (open));
    const boxes = /** @type {HTMLInputElement[]} */ (queryAll('.step>input', open));
    const texts = boxes.map(box => plainText(labelOf(box)));
    return createElement('li', `${legendOf(open)} ${texts.join(' / ')}`);
  };

  /**
   * @param {string} title
   * @param {Node[]} items
   */
  const stepList = (title, items) => (items.length ? [createElement('h3', title), createElement('ul', items)] : []);

  /** @param {HTMLElement} phase */
  const phaseSection = phase => {
    const boxes = /** @type {HTMLInputElement[]} */ (queryAll('[data-action]', phase));
    const lists = [
      ...stepList(strings.done, boxes.filter(box => box.checked).map(step)),
      ...stepList(strings.open, [...new Set(boxes.filter(box => !ticks.isDone(box)).map(ticks.stepOf))].map(openStep)),
    ];
    const name = plainText(/** @type {HTMLElement} */ (phase.querySelector('h2')));
    return lists.length ? createElement('section', [createElement('h2', name), ...lists]) : '';
  };

  const all = values();
  const fields = /** @type {import('./case_values.js').CaseRules | undefined} */ (strings.case)?.fields || [];
  const notes = fields.flatMap(({ id, label }) =>
    all[id] ? [createElement('dt', label), createElement('dd', format(id, all[id]))] : [],
  );
  return createElement(
    'div',
    [
      createElement('h1', pageTitle(main)),
      createElement('p', `${strings.printed} ${longDate(page.today)}`),
      createElement('dl', notes),
      createElement('div', queryAll('.phase', main).map(phaseSection), {
        class: 'moments',
      }),
      createElement('p', pageAddress()),
    ],
    { id: 'ui_record' },
  );
};
