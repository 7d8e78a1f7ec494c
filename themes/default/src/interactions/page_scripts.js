// @ts-check
// Scripts that only some pages need, and that work with what the page shares: the reader's case, the status. An element
// names its script in `data-script`. A part of the page that works alone has `data-import` instead, see site.js.
import { queryAll } from './dom.js';

/**
 * What such a script gets besides its element. It may add actions for buttons with `data-do`.
 * @typedef {import('../interactions.js').Context & {
 *   readerCase: import('./case.js').ReaderCase,
 *   actions: import('../interactions.js').Actions,
 * }} PageScriptContext
 */

/**
 * Resolves once the scripts of the page are started.
 * @param {PageScriptContext} context
 */
export const startPageScripts = context =>
  Promise.all(
    queryAll('[data-script]', context.page.main).map(element =>
      import(/** @type {string} */ (element.dataset.script))
        .then(script => script.default(element, context))
        // Without a connection the page works without this script.
        .catch(() => {}),
    ),
  );
