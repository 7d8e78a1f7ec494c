// @ts-check
// Tables whose last row consists of blanks: the reader adds rows like it, and removes them.
import { createElement, plainText, queryAll } from '../interactions/dom.js';
import { blankName, labelOfBlank } from './names.js';

/**
 * A table that grows. `rows` are its added rows; each blank of the last own row has a label.
 * @typedef {{ own: HTMLTableRowElement, labels: string[], rows: HTMLTableRowElement[] }} GrowingTable
 */

/**
 * The last row of a table, if every cell of it is a blank that belongs to no field of the case.
 * @param {Element} table
 * @returns {HTMLTableRowElement | undefined}
 */
const growingRow = table => {
  const row = /** @type {HTMLTableRowElement | undefined} */ (queryAll('tbody tr', table).pop());
  const isBlank = (/** @type {Element} */ cell) => {
    const blanks = queryAll('.blank:not([data-case])', cell);
    return blanks.length === 1 && plainText(blanks[0]) === plainText(cell);
  };
  return row?.cells.length && [...row.cells].every(isBlank) ? row : undefined;
};

/**
 * @param {HTMLElement} letter
 * @param {import('../interactions/page_scripts.js').PageScriptContext} context
 * @returns {GrowingTable[]}
 */
export const startTables = (letter, { readerCase, actions, strings }) => {
  const { blanks, others } = readerCase;
  /** The key of the number of added rows of a table. @param {GrowingTable} table */
  const countKey = ({ labels }) => `+ ${labels}`;

  const tables = queryAll('table', letter).flatMap(table => {
    const own = growingRow(table);
    return own ? [{ own, labels: queryAll('.blank', own).map(labelOfBlank), rows: [] }] : [];
  });

  /** @param {GrowingTable} table */
  const addRow = ({ own, labels, rows }) => {
    const row = /** @type {HTMLTableRowElement} */ (own.cloneNode(true));
    const number = rows.push(row);
    queryAll('.blank', row).forEach((blank, at) => {
      blank.classList.remove('filled');
      blanks.add(blank, blankName(labels[at], number), `[${labels[at]}]`);
    });
    const remove = createElement('button', '×', {
      type: 'button',
      class: 'row-remove',
      'data-do': 'row-remove',
      'aria-label': strings.row_remove,
    });
    row.cells[row.cells.length - 1].append(remove);
    (rows[number - 2] || own).after(row);
  };

  /** Shows as many rows as the device keeps. */
  const showRows = () => {
    const texts = others.load();
    for (const table of tables) {
      const count = Number(texts[countKey(table)]) || 0;
      while (table.rows.length < count) addRow(table);
      while (table.rows.length > count) table.rows.pop()?.remove();
    }
  };

  /**
   * Stores the number of added rows and shows them.
   * @param {GrowingTable} table
   * @param {number} count
   */
  const setCount = (table, count) => {
    others.put(countKey(table), count ? `${count}` : '');
    readerCase.show();
  };

  /** @param {HTMLElement} button */
  const tableOf = button =>
    /** @type {GrowingTable} */ (tables.find(({ own }) => own.closest('.table')?.contains(button)));

  Object.assign(actions, {
    /** @param {HTMLElement} button */
    'row-add': button => {
      const table = /** @type {GrowingTable} */ (tables[Number(button.dataset.table)]);
      setCount(table, table.rows.length + 1);
      /** @type {HTMLElement} */ (table.rows[table.rows.length - 1].querySelector('.blank')).focus();
    },
    /** Removes a row; the texts of the rows below it move up. @param {HTMLElement} button */
    'row-remove': button => {
      const table = tableOf(button);
      const removed = table.rows.findIndex(row => row.contains(button)) + 1;
      const texts = others.load();
      for (const label of table.labels) {
        for (let row = removed; row <= table.rows.length; row++) {
          others.put(blankName(label, row), texts[blankName(label, row + 1)] || '');
        }
      }
      setCount(table, table.rows.length - 1);
      /** @type {HTMLElement} */ ((table.rows[removed - 1] || table.own).querySelector('.blank')).focus();
    },
  });
  tables.forEach((table, number) => {
    const button = createElement('button', strings.row_add, {
      type: 'button',
      class: 'quiet row-add',
      'data-do': 'row-add',
      'data-table': `${number}`,
    });
    (table.own.closest('.table') || /** @type {Element} */ (table.own.closest('table'))).after(button);
  });
  for (const blank of queryAll('.blank', letter)) blanks.add(blank, blankName(labelOfBlank(blank)));
  showRows();
  readerCase.onChange(showRows);
  return tables;
};
