// @ts-check
// The clipboard.
import { createElement } from './dom.js';

/**
 * Copies `text`; returns whether it was copied.
 * @param {string} text
 */
export const copyText = async text => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {}
  // Browsers refuse the clipboard to pages without HTTPS, but let them copy a selection.
  const area = /** @type {HTMLTextAreaElement} */ (createElement('textarea', '', { class: 'vh' }));
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
};
