// @ts-check
// Shorthands for the document.
export { addressedElement, queryAll, unfold } from '../site/dom.js';

/**
 * The text of an element in one line.
 * @param {Element} element
 */
export const plainText = element => element.textContent.replace(/\s+/g, ' ').trim();

/**
 * Whether an element is in a line that holds in other countries only, which is hidden.
 * @param {Element} element
 */
export const isElsewhere = element => !!element.closest('[data-country][hidden]');

/** The address of the page without query and fragment. */
export const pageAddress = () => location.href.split(/[?#]/)[0];

/**
 * The heading of the page.
 * @param {HTMLElement} main
 */
export const pageTitle = main => plainText(/** @type {HTMLElement} */ (main.querySelector('h1')));

/**
 * The label of a check box or field.
 * @param {HTMLInputElement} input
 */
export const labelOf = input => /** @type {NodeListOf<HTMLLabelElement>} */ (input.labels)[0];

/**
 * The words above the alternatives of a choice.
 * @param {HTMLElement} choice
 */
export const legendOf = choice => plainText(/** @type {Element} */ (choice.querySelector('legend')));

/**
 * A new element with its children and attributes.
 * @param {string} name
 * @param {string | Node | (string | Node)[]} children
 * @param {Record<string, string>} attributes
 */
export const createElement = (name, children = '', attributes = {}) => {
  const element = document.createElement(name);
  element.append(...[children].flat());
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
