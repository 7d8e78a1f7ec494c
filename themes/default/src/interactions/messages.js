// @ts-check
// Ready messages: copying one, sharing one, and a reminder of the blanks that it still has.
import { copyText } from './copy.js';
import { createElement, plainText, queryAll } from './dom.js';
import { share } from './share.js';

/**
 * Adds a button to each message that opens the share sheet of the device.
 * @param {import('../interactions.js').Context} context
 */
export const addSendButtons = ({ page, strings }) => {
  for (const message of queryAll('.say', page.main)) {
    const attributes = {
      type: 'button',
      class: 'copy send',
      'data-do': 'send',
      'aria-label': strings.share,
    };
    message.append(createElement('button', '', attributes));
  }
};

/**
 * @param {import('../interactions.js').Context} context
 * @param {import('./blanks.js').Blanks} blanks
 * @returns {import('../interactions.js').Actions}
 */
export const messageActions = ({ page, strings, status }, blanks) => {
  /** @param {HTMLElement} button */
  const messageOf = button => /** @type {HTMLElement} */ (button.closest('.say'));
  /** @param {HTMLElement} message */
  const textOf = message => {
    // Some browsers leave the focus in a blank that has lost its words for typing.
    const { activeElement } = document;
    if (activeElement?.matches('.blank')) /** @type {HTMLElement} */ (activeElement).blur();
    blanks.show();
    return /** @type {HTMLElement} */ (message.querySelector('.say-text')).innerText.trim();
  };

  /**
   * Shows below the message which blanks are still to be filled in, and returns that sentence.
   * @param {HTMLElement} message
   */
  const remindOfBlanks = message => {
    const buttons = blanks.buttonsOfEmpty(message);
    message.querySelector('.say-fill')?.remove();
    if (!buttons.length) return '';
    const reminder = createElement('p', [strings.fill, ...buttons.flatMap(button => [' ', button])], {
      class: 'say-fill',
    });
    message.append(reminder);
    return plainText(reminder);
  };
  page.main.addEventListener('input', ({ target }) => {
    const message = /** @type {HTMLElement} */ (target).closest('.say');
    if (message?.querySelector('.say-fill')) remindOfBlanks(/** @type {HTMLElement} */ (message));
  });

  return {
    /** Copies the message. */
    message: async button => {
      const message = messageOf(button);
      const done = await copyText(textOf(message));
      const text = `${strings.copied}. ${remindOfBlanks(message)}`;
      status.flashResult(button, done, text, label => button.setAttribute('aria-label', label));
    },
    /** Shares the message. */
    send: button => {
      const message = messageOf(button);
      status.announce(remindOfBlanks(message));
      share({ text: textOf(message) });
    },
  };
};
