// @ts-check
// The reader's case: the fields that the site declares, kept in the browser only. They fill the blanks of the messages that
// the language's site.yaml names.
import { startBlanks } from './blanks.js';
import { createElement, labelOf, plainText, queryAll } from './dom.js';
import { createNotes } from './notes.js';
import { actionButton, removedBy, toggleUndo } from './undo.js';

/**
 * How the values of the case are read and written: on a site without types of fields, as they are typed.
 * @typedef {Pick<ReturnType<typeof import('../case_values.js').default>, 'read' | 'format'>} Values
 */

/** @typedef {Awaited<ReturnType<typeof createCase>>} ReaderCase */

/**
 * @param {import('../case_values.js').CaseRules | undefined} rules
 * @returns {Promise<Values>}
 */
const loadValues = async rules => {
  try {
    if (rules) return (await import(rules.script)).default(rules, document.documentElement.lang);
  } catch {}
  return { read: (id, text) => text.trim(), format: (id, value) => value };
};

/** @param {import('../interactions.js').Context} context */
export const createCase = async ({ page, strings, status }) => {
  const { main } = page;
  const kept = [createNotes(page, 'case'), createNotes(page, 'blanks')];
  const [notes, others] = kept;
  const { read, format } = await loadValues(strings.case);
  const blanks = startBlanks(page, notes, others, { read, format });
  /** @type {(() => void)[]} */
  const callbacks = [];

  /**
   * The fields of forms: one of the case has the id of its value in `data-case`, any other one has a name for its text.
   * @type {{ input: HTMLInputElement, id: string | undefined, name: string, isDate: boolean }[]}
   */
  const fields = [];

  /** The value of each field that has one. A device may have kept a text from before its field had a type. */
  const values = () => {
    const texts = notes.load();
    for (const [id, text] of Object.entries(texts)) texts[id] = read(id, `${text}`);
    return texts;
  };

  const inputs = /** @type {HTMLInputElement[]} */ (queryAll('input[data-case]', main));
  const group = inputs[0]?.closest('.fields');
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
    const [all, texts] = [values(), others.load()];
    for (const { input, id, name, isDate } of fields) {
      const value = (id ? all[id] : texts[name]) || '';
      const text = id ? format(id, value) : value;
      labelOf(input).dataset.note = text;
      if (input === document.activeElement) continue;
      // A text that is no date has no place in a field for dates.
      if (isDate) input.type = text === value && value ? 'text' : 'date';
      input.value = input.type === 'date' ? value : text;
    }
    blanks.show();
    showLeft();
    for (const callback of callbacks) callback();
  };

  /**
   * Shows and keeps what is typed into a field.
   * @param {HTMLInputElement} input
   * @param {string} [name] the name of its text, if it belongs to no field of the case
   */
  const addField = (input, name = '') => {
    const id = input.dataset.case;
    fields.push({ input, id, name, isDate: input.type === 'date' });
    const save = () => (id ? notes.put(id, read(id, input.value)) : others.put(name, input.value.trim()));
    // The reader may have typed before this script was loaded.
    if (input.value.trim()) save();
    input.oninput = save;
    // The field is still the active element.
    input.onblur = () => setTimeout(showCase);
  };

  inputs.forEach(input => addField(input));
  main.addEventListener('input', ({ target }) => {
    if (!(/** @type {HTMLElement} */ (target).matches('.blank,.fields input'))) return;
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
  return {
    actions,
    addField,
    blanks,
    others,
    show: showCase,
    values,
    format,
    /**
     * Stores values, each under the id of its field; an empty one is removed.
     * @param {import('./notes.js').Texts} changes
     */
    put: changes => {
      const now = notes.load();
      const changed = Object.entries(changes).filter(([id, value]) => (now[id] || '') !== value);
      for (const [id, value] of changed) notes.put(id, value);
      if (changed.length) showCase();
    },
    /**
     * Calls `callback` when a value may have changed.
     * @param {() => void} callback
     */
    onChange: callback => void callbacks.push(callback),
  };
};
