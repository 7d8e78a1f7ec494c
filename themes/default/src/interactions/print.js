// @ts-check
// Printing: the page with everything open, or the record of the reader's case alone.
import { queryAll } from './dom.js';

/**
 * @param {import('../interactions.js').Context} context
 * @param {import('./case.js').ReaderCase} readerCase
 * @returns {import('../interactions.js').Actions}
 */
export const printActions = (context, readerCase) => ({
  print: () => print(),
  /** Prints the record, which is in the page only for that time. */
  record: async () => {
    const { default: createRecord } = await import(context.strings.record_script);
    const sheet = createRecord(context, readerCase);
    const { classList } = document.documentElement;
    context.page.main.append(sheet);
    classList.add('recording');
    const removeSheet = () => {
      classList.remove('recording');
      sheet.remove();
    };
    addEventListener('afterprint', removeSheet, { once: true });
    print();
  },
});

/**
 * Opens everything folded for the time of printing.
 * @param {import('../site.js').Page} page
 */
export const unfoldForPrint = ({ main }) => {
  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = /** @type {HTMLDetailsElement[]} */ (queryAll('details:not([open])', main));
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });
};
