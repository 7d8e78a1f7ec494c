// @ts-check
// A text to send as plain text for a mail: an empty line between paragraphs, figures of lists as they are shown, a table
// as lines.

/** @param {Element} element */
const isShown = element => element.checkVisibility?.() !== false && !element.matches('button,[hidden]');

/**
 * The text of inline elements; a line break stays one.
 * @param {Node} node
 * @returns {string}
 */
const inline = node => {
  if (node.nodeType === Node.TEXT_NODE) return `${node.nodeValue}`.replace(/[ \n\t]+/g, ' ');
  const element = /** @type {Element} */ (node);
  if (element.matches('br')) return '\n';
  return isShown(element) ? [...element.childNodes].map(inline).join('') : '';
};

/** @param {Node} node */
const line = node =>
  inline(node)
    .replace(/ *\n */g, '\n')
    .trim();

/**
 * A table as lines: `name: value` if it has two columns, else a numbered line for each row, with the names of its columns.
 * @param {HTMLTableElement} table
 */
const tableText = table => {
  const heads = [...(table.tHead?.rows[0]?.cells || [])].map(line);
  const rows = [...table.tBodies].flatMap(({ rows }) => [...rows]).filter(isShown);
  return rows
    .map((row, number) => {
      const cells = [...row.cells].map(line);
      if (cells.length === 2) return cells.filter(Boolean).join(': ');
      const named = cells.map((cell, at) => (heads[at] && cell ? `${heads[at]}: ${cell}` : cell));
      return `${number + 1}. ${named.filter(Boolean).join('; ')}`;
    })
    .join('\n');
};

/**
 * The blocks of an element, each with its lines.
 * @param {Element} parent
 * @returns {string[]}
 */
const blocks = parent => {
  /** @type {string[]} */
  const found = [];
  let open = '';
  const close = () => {
    const text = open.replace(/ *\n */g, '\n').trim();
    if (text) found.push(text);
    open = '';
  };
  for (const node of parent.childNodes) {
    const element = node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : undefined;
    if (element && !isShown(element)) continue;
    if (!element?.matches('p,h1,h2,h3,h4,h5,h6,ul,ol,div,section,blockquote,table,pre,li,figure')) {
      open += inline(node);
      continue;
    }
    close();
    if (element.matches('ul,ol')) found.push(listText(element));
    else if (element.matches('table')) found.push(tableText(/** @type {HTMLTableElement} */ (element)));
    else if (element.matches('pre')) found.push(`${element.textContent}`.trimEnd());
    else if (element.matches('div,section,blockquote,figure')) found.push(...blocks(element));
    else found.push(line(element));
  }
  close();
  return found.filter(Boolean);
};

/**
 * A list, with a figure or a bullet before each item; what else an item has is indented.
 * @param {Element} list
 * @returns {string}
 */
const listText = list => {
  let number = Number(list.getAttribute('start') || 1);
  const items = [...list.children].filter(isShown).map(item => {
    const mark = list.matches('ol') ? `${number++}. ` : '• ';
    return (
      mark +
      blocks(item)
        .join('\n')
        .replace(/\n/g, `\n${' '.repeat(mark.length)}`)
    );
  });
  return items.join('\n');
};

/**
 * The text of a letter.
 * @param {Element} letter
 */
export const letterText = letter => blocks(letter).join('\n\n');
