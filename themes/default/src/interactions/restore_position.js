// @ts-check
// A reader who comes from another language continues at the same heading. The address names it as `#ui_at-NUMBER-ID`: by
// its id, and by its number among all headings, because languages may name a heading differently.
import { queryAll, unfold } from './dom.js';

/** @param {import('../site.js').Page} page */
export const restorePosition = ({ main }) => {
  const match = location.hash.match(/^#ui_at-(\d+)-(.*)$/);
  if (!match) return;
  const heading = document.getElementById(match[2]) || queryAll('h1,h2,h3', main)[Number(match[1])];
  unfold(heading);
  history.replaceState(null, '', location.pathname);
  heading?.scrollIntoView();
};
