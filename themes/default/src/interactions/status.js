// @ts-check
// Feedback: to screen readers, and for a moment on the button that was pressed.
import { plainText } from './dom.js';

/** @param {Record<string, string>} strings */
export const createStatus = strings => {
  const region = document.getElementById('ui_status');

  /**
   * Has a screen reader read `text`.
   * @param {string} text
   */
  const announce = text => {
    if (region) region.textContent = text;
  };

  /**
   * Announces the result of copying and shows it on the button for three seconds.
   * @param {HTMLElement} button
   * @param {boolean} done whether the text was copied
   * @param {string} text what to announce in that case
   * @param {(text: string) => void} [setLabel]
   */
  const flashResult = (button, done, text, setLabel) => {
    announce(done ? text : strings.failed);
    if (!done || button.dataset.label) return;
    // The rest of the button says what it does.
    const name = button.querySelector('b') || button;
    setLabel ??= text => void (name.textContent = text);
    const label = button.getAttribute('aria-label') || plainText(name);
    button.dataset.label = label;
    setLabel(strings.copied);
    setTimeout(() => {
      setLabel(label);
      delete button.dataset.label;
    }, 3000);
  };

  return { announce, flashResult };
};
