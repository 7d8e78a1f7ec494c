// @ts-check
// The names of blanks in documents.
import { plainText } from '../interactions/dom.js';

/**
 * The label of a blank: its words without brackets.
 * @param {HTMLElement} blank
 */
export const labelOfBlank = blank => (blank.dataset.words || plainText(blank)).replace(/^\[|\]$/g, '').trim();

/**
 * The name under which a device keeps the text of a blank, the same in all documents. The first row of a table that grows
 * has no number.
 * @param {string} label
 * @param {number} row
 */
export const blankName = (label, row = 0) => `= ${label}${row ? ` ${row}` : ''}`;
