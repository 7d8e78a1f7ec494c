// @ts-check
// The reader's case: a few notes, kept in the browser only. They fill the blanks of the messages that the language's
// site.yaml names.
import { startBlanks } from './blanks.js';
import { createElement, labelOf, plainText, queryAll } from './dom.js';
import { createNotes } from './notes.js';
import { actionButton, removedBy, toggleUndo } from './undo.js';

/** @param {import('../interactions.js').Context} context */
export const createCase = ({ page, strings, status }) => {
  const { main } = page;
  const fields = /** @type {HTMLInputElement[]} */ (queryAll('input[data-case]', main));
  /** @param {HTMLInputElement} field */
  const nameOf = field => /** @type {string} */ (field.dataset.case);
  const kept = [createNotes(page, 'case'), createNotes(page, 'blanks')];
  const [notes, others] = kept;
  const blanks = startBlanks(page, notes, others);

  const group = fields[0]?.closest('.fields');
  const left = createElement('div', '', { class: 'left' });
  group?.before(createElement('p', strings.note, { class: 'fine' }));
  group?.after(left);

  /** Lists the phases with empty blanks in their messages. */
  const showLeft = () => {
    const phases = queryAll('.phase', main).flatMap(phase => {
      const buttons = blanks.buttonsOfEmpty(phase);
      const name = plainText(/** @type {Element} */ (phase.querySelector('h2')));
      return buttons.length ? [createElement('p', [`${name}: `, ...buttons])] : [];
    });
    left.replaceChildren(...(phases.length ? [createElement('p', strings.left), ...phases] : []));
  };

  /** Shows the notes in the fields, and on the lines of the printed page. */
  const showCase = () => {
    const texts = notes.load();
    for (const field of fields) {
      const text = texts[nameOf(field)] || '';
      if (field !== document.activeElement) field.value = text;
      labelOf(field).dataset.note = text;
    }
    blanks.show();
    showLeft();
  };

  /** @param {HTMLInputElement} field */
  const saveField = field => notes.put(nameOf(field), field.value.trim());

  for (const field of fields) {
    // The reader may have typed before this script was loaded.
    if (field.value.trim()) saveField(field);
    field.oninput = () => saveField(field);
  }
  main.addEventListener('input', ({ target }) => {
    if (!(/** @type {HTMLElement} */ (target).matches('.blank,[data-case]'))) return;
    showCase();
    toggleUndo(actionButton('forget'), null, strings);
  });
  addEventListener('storage', showCase);
  showCase();

  /** @type {import('../interactions.js').Actions} */
  const actions = {
    /** Removes everything that was typed, or restores it. */
    forget: button => {
      /** @type {import('./notes.js').Texts[] | null} */
      const removed = removedBy(button);
      const texts = kept.map(notes => notes.load());
      kept.forEach((notes, number) => notes.save(removed ? removed[number] : {}));
      showCase();
      const any = texts.some(texts => Object.keys(texts).length);
      toggleUndo(button, removed || !any ? null : texts, strings);
      status.announce(strings[removed ? 'forget_undone' : 'forget_done']);
    },
  };
  return { fields, actions, blanks };
};
