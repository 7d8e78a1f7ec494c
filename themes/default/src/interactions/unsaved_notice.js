// @ts-check
// Where a page promises that the device keeps ticks and notes: the truth, once the device has refused.
import { createElement, queryAll } from './dom.js';

/** @param {import('../interactions.js').Context} context */
export const startUnsavedNotice = ({ page: { main, unsaved }, strings, status }) => {
  const show = () => {
    if (!Object.values(unsaved).some(Boolean) || !strings.unsaved || main.querySelector('.unsaved')) return;
    for (const note of queryAll(':is(.ticks, .case) > .fine', main)) {
      note.replaceChildren(createElement('strong', strings.unsaved, { class: 'unsaved' }));
    }
    status.announce(strings.unsaved);
  };
  // The reader may have ticked something before this script was loaded.
  show();
  for (const type of ['change', 'input']) main.addEventListener(type, show);
};
