// @ts-check
// A phase whose steps are done offers the next one. Nothing opens or moves by itself.
import { createElement, plainText, queryAll } from './dom.js';

/** @param {import('../interactions.js').Context} context */
export const startNextPhase = ({ page: { main }, strings, status }) => {
  const summaries = queryAll('.phase>summary', main);

  /** @param {HTMLElement} summary */
  const createOffer = summary => {
    const name = plainText(/** @type {Element} */ (summary.querySelector('h2')));
    const button = createElement('button', strings.next.replace('%1', name), { type: 'button', class: 'primary' });
    button.onclick = () => {
      /** @type {HTMLDetailsElement} */ (summary.parentElement).open = true;
      summary.focus();
      summary.scrollIntoView({ block: 'nearest' });
    };
    return createElement('p', button, { class: 'next' });
  };

  /** Adds and removes offers; tells a screen reader of a new one. */
  const update = () => {
    for (const [number, summary] of summaries.entries()) {
      const phase = /** @type {HTMLElement} */ (summary.parentElement);
      const old = phase.querySelector('.next');
      const later = summaries.slice(number + 1).find(other => !other.matches('.done') && other.querySelector('.count'));
      if (!later || !summary.matches('.done')) old?.remove();
      else if (!old) {
        const offer = createOffer(later);
        phase.append(offer);
        if (phase.contains(document.activeElement)) status.announce(plainText(offer));
      }
    }
  };
  if (!summaries.length || !strings.next) return;
  const observer = new MutationObserver(update);
  for (const summary of summaries) observer.observe(summary, { attributeFilter: ['class'] });
  update();
};
