// @ts-check
// The calculation of late interest. Every amount is an exact fraction until it is rounded to hundredths: each part once
// for itself, and the interest once from the fractions. The build makes the same calculation for the worked example;
// tests/interest/cases.json holds both to the same results.
import { dayNumber, isoDay } from '../dates/days.js';

/**
 * The rates of a country for one kind of contract: how the days of a year are counted, the fixed sum, and for each rate
 * its first day, its last day and the percent of a year. A rate without a first or last day has no such end.
 * @typedef {{
 *   days: string,
 *   compensation: string,
 *   periods: [string | null, string | null, string][],
 * }} RateTable
 */

/**
 * Days with the same rate and the same number of days of a year.
 * @typedef {{ from: string, until: string, days: number, rate: string, year: number, amount: bigint }} InterestPart
 */

/** The places of a rate, and of a sum. */
const [RATE, SUM] = [4, 2];

/** A multiple of every number of days of a year. */
const YEAR = 360n * 365n * 366n;

/** By what an amount is divided after it was multiplied with a rate. */
const RATE_UNITS = 100n * 10n ** BigInt(RATE);

/**
 * A number in plain notation, such as `10.15`, in units of its last place.
 * @param {string} plain
 * @param {number} places
 */
export const toUnits = (plain, places = SUM) => {
  const [whole, fraction = ''] = plain.split('.');
  return BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
};

/**
 * A sum of hundredths in plain notation: `1200.50`.
 * @param {bigint} units
 */
export const toPlain = units => `${units}`.padStart(SUM + 1, '0').replace(/(..)$/, '.$1');

/**
 * The nearest hundredth; half of one is rounded up.
 * @param {bigint} units
 */
const round = units => (units + (YEAR * RATE_UNITS) / 2n) / (YEAR * RATE_UNITS);

/**
 * @param {string} count
 * @param {number} year
 */
const daysOfYear = (count, year) =>
  count === 'actual/360'
    ? 360
    : count === 'actual/actual' && isoDay(dayNumber(`${year}-03-01`) - 1).endsWith('29')
      ? 366
      : 365;

/** @param {number} day */
const yearOf = day => +isoDay(day).slice(0, 4);

/**
 * The late interest of `sum`, which was to be paid by `due` and is paid on `until`: from the day after `due` to `until`.
 * @param {RateTable} table
 * @param {bigint} sum
 * @param {string} due
 * @param {string} until
 */
export const lateInterest = ({ days: count, compensation, periods }, sum, due, until) => {
  let open = dayNumber(due) + 1;
  const end = dayNumber(until);
  const fixed = open > end ? 0n : toUnits(compensation);
  /** @type {InterestPart[]} */
  const parts = [];
  /** @type {[string, string][]} */
  const gaps = [];
  let exact = 0n;
  for (const [from, last, rate] of periods) {
    const start = Math.max(open, from ? dayNumber(from) : open);
    const stop = Math.min(end, last ? dayNumber(last) : end);
    if (start > stop) continue;
    if (open < start) gaps.push([isoDay(open), isoDay(start - 1)]);
    for (let first = start; first <= stop;) {
      const year = daysOfYear(count, yearOf(first));
      let next = first;
      while (next <= stop && daysOfYear(count, yearOf(next)) === year)
        next = Math.min(stop, dayNumber(`${yearOf(next)}-12-31`)) + 1;
      const days = next - first;
      const units = sum * toUnits(rate, RATE) * BigInt(days) * (YEAR / BigInt(year));
      exact += units;
      parts.push({ from: isoDay(first), until: isoDay(next - 1), days, rate, year, amount: round(units) });
      first = next;
    }
    open = stop + 1;
  }
  if (open <= end) gaps.push([isoDay(open), until]);
  const interest = round(exact);
  return { parts, gaps, interest, compensation: fixed, total: sum + interest + fixed };
};
