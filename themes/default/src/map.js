// @ts-check
// The map: marks the rows from which a way leads to the chosen situation, and those to which one leads from it. `.map`
// has a `<details>` for each situation, and the lists in it have the attribute `data-way`: `from` or `to`. Imported when
// the reader turns to the map.
import { queryAll } from './site/dom.js';

const markRows = () => {
  for (const row of queryAll('.map [data-ways]')) delete row.dataset.ways;
  for (const list of queryAll('.map [open] [data-way]')) {
    for (const link of /** @type {HTMLAnchorElement[]} */ (queryAll('a', list))) {
      const row = document.getElementById(link.hash.slice(1))?.closest('details');
      if (row) row.dataset.ways = `${row.dataset.ways ?? ''} ${list.dataset.way}`;
    }
  }
};

document.querySelector('.map')?.addEventListener('toggle', markRows, true);
markRows();
