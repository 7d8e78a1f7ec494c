// @ts-check
// The style sheet of what this script adds.
import { createElement } from './dom.js';

/**
 * Loads the style sheet that `data-style` of the script element names; without a connection the page does without it.
 * @returns {Promise<unknown>} settled when it is there, or failed
 */
export const loadStyleSheet = () =>
  new Promise(settle => {
    const { style } = /** @type {HTMLElement} */ (document.querySelector('[data-style]')).dataset;
    const link = createElement('link', '', { rel: 'stylesheet', href: `${style}` });
    link.onload = link.onerror = settle;
    document.head.append(link);
  });
