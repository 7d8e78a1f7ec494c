// @ts-check
// Buttons that remove something: each offers to restore it until the reader does something else.
import { plainText } from './dom.js';

/**
 * What a button can restore, and the label that it had before.
 * @template T
 * @typedef {{ label: string, removed: T | null }} Undo
 */

/** @type {WeakMap<HTMLElement, Undo<any>>} */
const undos = new WeakMap();

/**
 * What `button` can restore; `null` if nothing.
 * @param {HTMLElement} button
 */
export const removedBy = button => undos.get(button)?.removed ?? null;

/**
 * Lets `button` restore what it `removed`; with `null` it removes again.
 * @template T
 * @param {HTMLElement | null} button
 * @param {T | null} removed
 * @param {Record<string, string>} strings
 */
export const toggleUndo = (button, removed, strings) => {
  if (!button) return;
  const label = undos.get(button)?.label ?? plainText(button);
  button.textContent = removed ? strings[`${button.dataset.do}_undo`] : label;
  undos.set(button, { label, removed });
};

/**
 * The first button that does `name`.
 * @param {string} name
 * @returns {HTMLElement | null}
 */
export const actionButton = name => document.querySelector(`[data-do=${name}]`);
