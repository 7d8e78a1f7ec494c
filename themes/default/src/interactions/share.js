// @ts-check
// The list of steps as text, and the address that carries its ticks.
import { copyText } from './copy.js';
import { labelOf, legendOf, pageAddress, pageTitle, plainText, queryAll } from './dom.js';

/**
 * Opens the share sheet of the device. A reader who closes it has not failed.
 * @param {ShareData} data
 */
export const share = data => navigator.share(data).catch(() => {});

/** The most characters of an urgent text that the list repeats. */
const MAX_URGENT = 300;

/**
 * @param {import('../interactions.js').Context} context
 * @returns {import('../interactions.js').Actions}
 */
export const shareActions = ({ page, strings, status }) => {
  const { main, ticks } = page;

  /** Title, urgent texts, time, and each phase with its steps: `[x] Done`, `[ ] Open`. */
  const listAsText = () => {
    const lines = [pageTitle(main)];
    const urgent = queryAll('.urgent p', main).map(plainText);
    if (urgent.join('').length <= MAX_URGENT) lines.push(...urgent);
    const when = document.querySelector('.when>span');
    if (when) lines.push(plainText(when));
    let last;
    let lastChoice;
    for (const box of ticks.boxes) {
      const phase = box.closest('.phase');
      if (phase && phase !== last) {
        last = phase;
        lines.push('', plainText(/** @type {HTMLElement} */ (phase.querySelector('h2'))));
      }
      const step = ticks.stepOf(box);
      const isChoice = step !== box;
      if (isChoice && step !== lastChoice) lines.push(legendOf(step));
      lastChoice = step;
      lines.push(`${isChoice ? '  ' : ''}[${box.checked ? 'x' : ' '}] ${plainText(labelOf(box))}`);
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
