// @ts-check
// The list of steps as text, and the address that carries its ticks.
import { copyText } from './copy.js';
import { labelOf, pageAddress, pageTitle, plainText, queryAll } from './dom.js';

/**
 * Opens the share sheet of the device. A reader who closes it has not failed.
 * @param {ShareData} data
 */
export const share = data => navigator.share(data).catch(() => {});

/** Shows the buttons that need a share sheet. */
export const showShareButtons = () => {
  for (const button of queryAll('[data-do=share]')) button.hidden = false;
};

/**
 * @param {import('../interactions.js').Context} context
 * @returns {import('../interactions.js').Actions}
 */
export const shareActions = ({ page, strings, status }) => {
  const { main, ticks } = page;

  /** Title, time, and each phase with its steps: `[x] Done`, `[ ] Open`. */
  const listAsText = () => {
    const lines = [pageTitle(main)];
    const when = document.querySelector('.when>span');
    if (when) lines.push(plainText(when));
    let last;
    for (const box of ticks.boxes) {
      const phase = box.closest('.phase');
      if (phase && phase !== last) {
        last = phase;
        lines.push('', plainText(/** @type {HTMLElement} */ (phase.querySelector('h2'))));
      }
      lines.push(`[${box.checked ? 'x' : ' '}] ${plainText(labelOf(box))}`);
    }
    return [...lines, '', pageAddress()].join('\n');
  };

  return {
    share: () => share({ title: pageTitle(main), text: listAsText() }),
    /** Copies the list. */
    copy: async button => status.flashResult(button, await copyText(listAsText()), strings.list_copied),
    /** Copies an address that shows the ticks. */
    link: async button => {
      const ticked = ticks.boxes.filter(box => box.checked).map(box => box.dataset.action);
      status.flashResult(button, await copyText(`${pageAddress()}#ticks=${ticked}`), strings.link_copied);
    },
  };
};
