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
 * @returns {import('../interactions.js').Actions}
 */
export const messageActions = ({ strings, status }) => {
  /** @param {HTMLElement} button */
  const messageOf = button => /** @type {HTMLElement} */ (button.closest('.say'));
  /** @param {HTMLElement} message */
  const textOf = message => /** @type {HTMLElement} */ (message.querySelector('.say-text')).innerText.trim();

  /**
   * Shows below the message which blanks are still to be filled in, and returns that sentence.
   * @param {HTMLElement} message
   */
  const remindOfBlanks = message => {
    const blanks = [...new Set(queryAll('.blank:not(.filled)', message).map(plainText))].join(' ');
    const text = blanks && `${strings.fill} ${blanks}`;
    const reminder = message.querySelector('.say-fill');
    if (reminder) reminder.textContent = text;
    else if (text) message.append(createElement('p', text, { class: 'say-fill' }));
    return text;
  };

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
