// @ts-check
// Shorthands for the document, used by site.js and interactions.js.

/**
 * The elements that match `selector`, as an array.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement[]}
 */
export const queryAll = (selector, within = document) =>
  /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

/**
 * Opens every `<details>` around `element`.
 * @param {Element | null | undefined} element
 */
export const unfold = element => {
  for (let parent = element; parent; parent = parent.parentElement) {
    if (parent.localName === 'details')
      /** @type {HTMLDetailsElement} */ (parent).open = true;
  }
};

/** The element that the address names by its fragment; `null` if there is none. */
export const addressedElement = () => {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
};
