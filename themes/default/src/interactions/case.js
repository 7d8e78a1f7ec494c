// @ts-check
// The reader's case: a few notes, kept in the browser only. They fill the blanks of the messages that the language's
// site.yaml names.
import { createElement, labelOf, queryAll, unfold } from './dom.js';
import { actionButton, removedBy, toggleUndo } from './undo.js';

/**
 * Notes, keyed by the name of their field.
 * @typedef {Record<string, string>} Notes
 */

/** @param {import('../interactions.js').Context} context */
export const createCase = ({ page, strings, status }) => {
  const { main, get, set } = page;
  const fields = /** @type {HTMLInputElement[]} */ (queryAll('input[data-case]', main));
  /** @param {HTMLElement} element */
  const nameOf = element => /** @type {string} */ (element.dataset.case);

  /** @returns {Notes} */
  const loadCase = () => {
    try {
      return { ...JSON.parse(get('case') || '') };
    } catch {
      return {};
    }
  };

  /** Shows the notes in the fields, in the blanks of messages, and on the lines of the printed page. */
  const showCase = () => {
    const notes = loadCase();
    for (const field of fields) if (field !== document.activeElement) field.value = notes[nameOf(field)] || '';
    for (const blank of queryAll('.blank[data-case]', main)) {
      const note = notes[nameOf(blank)];
      blank.dataset.words ??= blank.textContent;
      blank.textContent = note || blank.dataset.words;
      blank.classList.toggle('filled', !!note);
    }
    for (const field of fields) labelOf(field).dataset.note = notes[nameOf(field)] || '';
  };

  /** @param {Notes} notes */
  const saveCase = notes => {
    set('case', Object.keys(notes).length ? JSON.stringify(notes) : null);
    showCase();
  };

  /** @param {HTMLInputElement} field */
  const saveField = field => {
    const notes = loadCase();
    const value = field.value.trim();
    if (value) notes[nameOf(field)] = value;
    else delete notes[nameOf(field)];
    saveCase(notes);
    toggleUndo(actionButton('forget'), null, strings);
  };

  for (const field of fields) {
    // The reader may have typed before this script was loaded.
    if (field.value.trim()) saveField(field);
    field.oninput = () => saveField(field);
  }
  const group = fields[0]?.closest('.fields');
  group?.addEventListener('focusin', () => group.after(createElement('p', strings.note, { class: 'fine' })), {
    once: true,
  });
  addEventListener('storage', showCase);
  // A click on a blank leads to its field.
  main.addEventListener('click', ({ target }) => {
    const blank = /** @type {HTMLElement} */ (target);
    if (!blank.matches('.blank[data-case]')) return;
    const field = fields.find(field => nameOf(field) === nameOf(blank));
    unfold(field);
    field?.focus();
  });
  showCase();

  /** @type {import('../interactions.js').Actions} */
  const actions = {
    /** Removes all notes, or restores them. */
    forget: button => {
      const removed = removedBy(button);
      const notes = loadCase();
      saveCase(removed || {});
      toggleUndo(button, removed || !Object.keys(notes).length ? null : notes, strings);
      status.announce(strings[removed ? 'forget_undone' : 'forget_done']);
    },
  };
  return { fields, actions };
};
