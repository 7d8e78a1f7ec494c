// @ts-check
// Late interest with the reader's own sum and dates, from the rates in the attribute `data-interest`. Nothing is sent. The
// result fills fields of the reader's case, if the site names them. Imported by interactions.js on pages that have such
// rates.
import { dayText, isDay, localToday } from './dates/days.js';
import { createElement, queryAll } from './interactions/dom.js';
import { lateInterest, toPlain, toUnits } from './interest/calculate.js';
import { readRate, readSum } from './interest/read_sum.js';

/**
 * What the page knows: the rates of each kind of contract, the fields of the case with the sum and the dates, and those
 * that the result fills.
 * @typedef {{
 *   tables: (import('./interest/calculate.js').RateTable & { kind: string, currency: string, ask: string })[],
 *   case: Partial<Record<Input, string>>,
 *   fills: Partial<Record<Figure, string>>,
 * }} InterestData
 */

/** @typedef {'sum' | 'due' | 'until'} Input */
/** @typedef {'interest' | 'compensation' | 'total' | 'days'} Figure */

/** @type {Input[]} */
const INPUTS = ['sum', 'due', 'until'];

const { lang } = document.documentElement;

/**
 * A number in plain notation as the language writes it.
 * @param {string} plain
 * @param {number} places the least places after the decimal sign
 */
const numberText = (plain, places = 2) =>
  new Intl.NumberFormat(lang, { minimumFractionDigits: places, maximumFractionDigits: 4 })
    // Browsers take a text, so that no digit of a large sum is lost.
    .format(/** @type {any} */ (plain));

/** @param {(string | Node)[]} cells */
const row = cells =>
  createElement(
    'tr',
    cells.map(cell => createElement('td', cell)),
  );

/**
 * @param {HTMLElement} place
 * @param {import('./interactions/page_scripts.js').PageScriptContext} context
 */
const startCalculator = (place, { strings, readerCase, status }) => {
  /** @type {InterestData} */
  const { tables, case: inputs, fills } = JSON.parse(`${place.dataset.interest}`);
  let table = tables[0];
  /** Rates that the reader typed for days without a rate, by the first of these days. */
  const typedRates = /** @type {Map<string, string>} */ (new Map());
  /** @type {Record<string, string> | undefined} */
  let filled;
  /** What the result was last shown with. */
  let shown = '';

  /** Whether the case has the figures that were put into it. */
  const isFilled = (/** @type {Record<string, string>} */ values) =>
    !!filled && Object.entries(filled).every(([field, value]) => values[field] === value);

  const fields = Object.fromEntries(
    INPUTS.map(name => {
      /** @type {Record<string, string>} */
      const type = name === 'sum' ? { inputmode: 'decimal' } : { type: 'date' };
      const field = createElement('input', '', { autocomplete: 'off', ...type });
      return [name, /** @type {HTMLInputElement} */ (field)];
    }),
  );
  const labels = INPUTS.map(name => createElement('label', [`${strings[`interest_${name}`]} `, fields[name]]));
  const kinds = tables.map(({ kind }, index) => {
    const button = createElement('button', kind, { type: 'button', 'aria-pressed': `${!index}` });
    button.onclick = () => {
      table = tables[index];
      kinds.forEach((other, number) => other.setAttribute('aria-pressed', `${number === index}`));
      show();
    };
    return button;
  });
  const output = createElement('div');
  const form = createElement('div', [createElement('div', labels, { class: 'fields' })], { class: 'off-paper' });
  if (tables.length > 1)
    form.prepend(
      createElement(
        'p',
        kinds.flatMap(button => [button, ' ']),
      ),
    );
  form.style.marginBlockEnd = '1rem';
  place.prepend(form, output);

  /** The rates of the chosen kind with those that the reader typed. */
  const calculate = (/** @type {bigint} */ sum, /** @type {string} */ due, /** @type {string} */ until) => {
    const result = lateInterest(table, sum, due, until);
    /** @type {import('./interest/calculate.js').RateTable['periods']} */
    const added = result.gaps.flatMap(([from, last]) => {
      const rate = typedRates.get(from);
      return rate ? [[from, last, rate]] : [];
    });
    if (!added.length) return result;
    const periods = [...table.periods, ...added].sort(([a], [b]) => (a ?? '').localeCompare(b ?? ''));
    return lateInterest({ ...table, periods }, sum, due, until);
  };

  /** @param {bigint} units */
  const sumText = units => `${numberText(toPlain(units))}\u00a0${table.currency}`;
  const percent = (/** @type {string} */ rate) => strings.interest_percent.replace('%1', numberText(rate, 0));
  /** A day in figures, as the case writes it. */
  const shortDay = (/** @type {string} */ day) =>
    inputs.due
      ? readerCase.format(inputs.due, day)
      : dayText(day, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const between = (/** @type {string} */ from, /** @type {string} */ until) =>
    from === until ? shortDay(from) : `${shortDay(from)} – ${shortDay(until)}`;

  /**
   * What is missing in the rates: a field for the rate, and where it is published.
   * @param {[string, string]} gap
   */
  const gapNotice = ([from, until]) => {
    const input = /** @type {HTMLInputElement} */ (createElement('input', '', { inputmode: 'decimal' }));
    input.onchange = () => {
      const rate = readRate(input.value);
      if (rate) typedRates.set(from, rate);
      show();
    };
    const ask = table.ask
      ? [
          ` ${strings.interest_ask} `,
          createElement('a', new URL(table.ask).hostname, { href: table.ask, rel: 'noopener noreferrer' }),
          '.',
        ]
      : [];
    const notice = createElement('p', [
      strings.interest_gap.replace('%1', between(from, until)).replace('..', '.'),
      ...ask,
    ]);
    return [notice, createElement('label', [`${strings.interest_enter} `, input], { class: 'off-paper' })];
  };

  /** @param {ReturnType<typeof calculate>} result */
  const resultTable = ({ parts, gaps, interest, compensation, total }) => {
    const heading = ['days', 'rate', 'amount'].map(name => strings[`interest_${name}`]);
    const body = parts.map(({ from, until, days, rate, amount }) =>
      row([`${between(from, until)} (${days})`, percent(rate), sumText(amount)]),
    );
    /** @type {[string, bigint][]} */
    const sums = [
      [strings.interest_interest, interest],
      [strings.interest_compensation, compensation],
      [strings[gaps.length ? 'interest_partial' : 'interest_total'], total],
    ];
    for (const [name, sum] of sums) {
      const cells = row([name, '', createElement('b', sumText(sum))]);
      if (sum) body.push(cells);
    }
    const columns = heading.map(text => createElement('th', text, { scope: 'col' }));
    const head = createElement('thead', createElement('tr', columns));
    const region = { class: 'table', role: 'region', tabindex: '0', 'aria-label': strings.interest_amount };
    return createElement('div', createElement('table', [head, createElement('tbody', body)]), region);
  };

  /** Shows the result, and puts it into the case again if the case still has the figures of the last result. */
  const show = () => {
    const values = readerCase.values();
    for (const name of INPUTS) {
      const value = values[inputs[name] ?? ''];
      if (value === undefined || fields[name] === document.activeElement) continue;
      fields[name].value = name === 'sum' ? readerCase.format(`${inputs.sum}`, value) : value;
    }
    const [sum, due, until] = [readSum(fields.sum.value), fields.due.value, fields.until.value || localToday()];
    // A button that is replaced while it is pressed does nothing.
    const key = JSON.stringify([tables.indexOf(table), sum, due, until, [...typedRates], filled, isFilled(values)]);
    if (key === shown) return;
    shown = key;
    if (!sum || !+sum || !isDay(due) || !isDay(until)) return output.replaceChildren();
    const result = calculate(toUnits(sum), due, until);
    if (!result.parts.length && !result.gaps.length)
      return output.replaceChildren(createElement('p', strings.interest_in_time));
    output.replaceChildren(resultTable(result), ...result.gaps.flatMap(gapNotice));
    if (!result.gaps.length && Object.keys(fills).length) offerToFill(result, values);
  };

  /**
   * A button that puts the result into the fields of the case.
   * @param {ReturnType<typeof calculate>} result
   * @param {Record<string, string>} values
   */
  const offerToFill = ({ parts, interest, compensation, total }, values) => {
    const figures = {
      interest: toPlain(interest),
      compensation: toPlain(compensation),
      total: toPlain(total),
      days: `${parts.reduce((sum, { days }) => sum + days, 0)}`,
    };
    const named = /** @type {[Figure, string][]} */ (Object.entries(fills));
    const changes = Object.fromEntries(named.map(([figure, field]) => [field, figures[figure]]));
    if (isFilled(values)) {
      filled = changes;
      return readerCase.put(changes);
    }
    const button = createElement('button', strings.interest_fill, { type: 'button', class: 'off-paper' });
    button.onclick = () => {
      filled = changes;
      readerCase.put(changes);
      show();
      status.announce(strings.interest_filled);
    };
    output.append(createElement('p', button));
  };

  for (const name of INPUTS) {
    fields[name].oninput = () => {
      const value = (name === 'sum' && readSum(fields.sum.value)) || fields[name].value;
      const field = inputs[name];
      if (field) readerCase.put({ [field]: value });
      show();
    };
  }
  readerCase.onChange(show);
  show();
};

/**
 * @param {HTMLElement} element
 * @param {import('./interactions/page_scripts.js').PageScriptContext} context
 */
export default (element, context) => {
  for (const place of queryAll('[data-interest]', context.page.main)) startCalculator(place, context);
};
