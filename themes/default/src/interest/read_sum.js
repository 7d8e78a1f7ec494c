// @ts-check
// A sum as a reader types it.

/**
 * The sum in plain notation, such as `1200.50`; `undefined` if the text is no sum.
 * @param {string} text
 */
export const readSum = text => {
  const digits = text.replace(/[^\d.,]/g, '');
  // The last sign is a decimal one unless three digits follow it, and every other one separates thousands.
  const found = digits.match(/^(\d{1,3}(?:[.,]?\d{3}){0,4})(?:[.,](\d\d?))?$/);
  if (found)
    return found[1].replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') + (found[2] ? `.${found[2].padEnd(2, '0')}` : '');
};

/**
 * A rate in percent in plain notation, such as `10.4`; `undefined` if the text is no rate.
 * @param {string} text
 */
export const readRate = text => text.replace(',', '.').match(/^\s*(\d{1,3}(?:\.\d{1,4})?)\s*%?\s*$/)?.[1];
