// @ts-check
// The contents of a page: marks the part that is being read.
import { queryAll } from './dom.js';

/** The share of the window, from its top, in which a heading begins the part that is being read. */
const READING = 0.15;

export const startContents = () => {
  const links = /** @type {HTMLAnchorElement[]} */ (queryAll('.contents a'));
  const parts = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const markCurrent = () => {
    const current = parts.findLastIndex(part => part && part.getBoundingClientRect().top < innerHeight * READING);
    links.forEach((link, at) => {
      if (at === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  };
  // All that is above is inside the observed area, so that a jump from one part to another is noticed too.
  const observer = new IntersectionObserver(markCurrent, { rootMargin: `9999999px 0px ${100 * (READING - 1)}%` });
  for (const part of parts) if (part) observer.observe(part);
};
