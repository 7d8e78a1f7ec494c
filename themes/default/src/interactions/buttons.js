// @ts-check
// The buttons below the progress, the fields of the case and the note on shared ticks: they need this script, so it
// makes them.
import { createElement, queryAll } from './dom.js';

/**
 * @param {string} name what the button does
 * @param {string | (string | Node)[]} label
 * @param {Record<string, string>} attributes
 */
const createButton = (name, label, attributes = {}) =>
  createElement('button', label, { type: 'button', 'data-do': name, ...attributes });

/** @param {import('../interactions.js').Context} context */
export const addButtons = ({ page: { main }, strings }) => {
  /**
   * A button that says what it does.
   * @param {string} name
   * @param {string} words
   */
  const act = (name, words) => createButton(name, [createElement('b', strings[words]), ' ', strings[`${words}_what`]]);

  for (const progress of queryAll('.progress', main)) {
    const acts = [act('link', 'copy_link'), act('copy', 'copy_list'), act('print', 'print')];
    if (typeof navigator.share === 'function') acts.unshift(act('share', 'share_list'));
    progress.after(createElement('p', acts, { class: 'acts' }));
    progress.parentElement?.append(createElement('p', createButton('reset', strings.reset, { class: 'quiet' })));
  }
  const notice = document.getElementById('ui_shared');
  notice?.setAttribute('aria-label', strings.shared_label);
  notice?.append(
    createElement('p', strings.shared_note),
    createElement('p', [createButton('take', strings.take), createButton('own', strings.own)], { class: 'buttons' }),
  );
  const form = main.querySelector('.case') || main.querySelector('.ticks');
  const buttons = [];
  if (main.querySelector('.phase')) buttons.push(createButton('record', strings.record));
  if (main.querySelector('.blank')) buttons.push(createButton('forget', strings.forget, { class: 'quiet' }));
  form?.append(createElement('p', buttons, { class: 'buttons' }));
};
