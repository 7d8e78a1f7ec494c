// @ts-check
// Reads and writes the values of the reader's case. A date is stored as `2026-12-15` and a sum as `1200.50`; both are
// displayed in the format of the page's language. A text that is neither is stored and displayed unchanged. Only a site
// with a case loads this script, because words.json contains its address.

/**
 * The settings of the case in words.json: the address of this script, the fields in their order, the currency, the format
 * of a date in the language (`dd.mm.yyyy`; empty to use that of the browser), and whether a sum without cents has no
 * decimals.
 * @typedef {{
 *   script: string,
 *   fields: { id: string, type: string, label: string }[],
 *   currency: string,
 *   date: string,
 *   short_sums: boolean,
 * }} CaseRules
 */

const ISO = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * How the browser writes a date in `lang`.
 * @param {string} lang
 */
const datePattern = lang =>
  new Intl.DateTimeFormat(lang, { day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts()
    .map(({ type, value }) => (type === 'literal' ? value : type === 'year' ? 'yyyy' : type[0] + type[0]))
    .join('');

/**
 * The date as `2026-12-15`; `undefined` if the text is no date of the calendar with day, month and year.
 * @param {string} text
 * @param {string} pattern
 */
const readDate = (text, pattern) => {
  // A language may write a letter after the year.
  const found = text.match(/^(\d{1,4})\s?[./-]\s?(\d\d?)\s?[./-]\s?(\d{4}|\d\d?)[.\s]*\p{L}?\.?$/u);
  if (!found) return;
  const order = ISO.test(text) ? 'ymd' : pattern.replace(/[^dmy]|(.)(?=\1)/g, '');
  /** @param {string} sign */
  const part = sign => found[order.indexOf(sign) + 1].padStart(2, '0');
  const iso = `${part('y').padStart(4, '20')}-${part('m')}-${part('d')}`;
  const date = new Date(iso);
  // The calendar has no 31 November.
  if (ISO.test(iso) && +date && date.toISOString().startsWith(iso)) return iso;
};

/**
 * The sum as `1200.50`; `undefined` if the text is no sum.
 * @param {string} text
 */
const readSum = text => {
  // The last sign is a decimal one unless three digits follow, and every other one separates thousands.
  const found = text.replace(/[\s'’]/g, '').match(/^(\d{1,3}(?:[.,]?\d{3}){0,4})(?:[.,](\d\d?))?$/);
  if (found) return found[1].replace(/[.,]|^0+(?=\d)/g, '') + (found[2] ? `.${found[2].padEnd(2, '0')}` : '');
};

/**
 * @param {CaseRules} rules
 * @param {string} lang
 */
export default ({ fields, currency, date, short_sums }, lang) => {
  const types = Object.fromEntries(fields.map(({ id, type }) => [id, type]));
  const pattern = date || datePattern(lang);

  /** @param {Intl.NumberFormatOptions} options */
  const sumFormat = options => new Intl.NumberFormat(lang, { style: 'currency', currency: 'EUR', ...options });

  /** The currency as the site writes it, and its symbol if that is a code. */
  const currencies = [currency].filter(Boolean);
  if (/^[A-Z]{3}$/.test(currency)) {
    const parts = sumFormat({ currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
    currencies.push(...parts.flatMap(({ type, value }) => (type === 'currency' ? value : [])));
  }

  return {
    /**
     * The value of a field as it is kept.
     * @param {string} id
     * @param {string} text
     */
    read: (id, text) => {
      const typed = text.trim();
      if (types[id] === 'date') return readDate(typed, pattern) || typed;
      if (types[id] !== 'money') return typed;
      return readSum(currencies.reduce((text, name) => text.replace(name, ''), typed)) || typed;
    },
    /**
     * The value of a field as the language writes it.
     * @param {string} id
     * @param {string} value
     */
    format: (id, value) => {
      const [, y, m, d] = (types[id] === 'date' && value.match(ISO)) || [];
      if (d) return pattern.replace('yyyy', y).replace('mm', m).replace('dd', d);
      if (types[id] !== 'money' || !/^\d+(\.\d\d)?$/.test(value)) return value;
      return sumFormat({ minimumFractionDigits: short_sums && !value.includes('.') ? 0 : 2 })
        .formatToParts(+value)
        .map(({ type, value }) => (type === 'currency' ? currency : value))
        .join('')
        .trim();
    },
  };
};
