// @ts-check
// The day that follows from a date of the reader's case by a rule such as `due+3`, or `due+10w` in working days.
import { dayNumber, isoDay } from './days.js';

/**
 * A rule: the field of the case, and the days to count, below 0 before the date.
 * @typedef {{ field: string, days: number, before: boolean, work: boolean }} Rule
 */

/**
 * @param {string} text
 * @returns {Rule}
 */
export const parseRule = text => {
  const [, field, sign, days, work] = /** @type {string[]} */ (text.match(/^(.+)([+-])(\d+)(w?)$/));
  return { field, days: +days, before: sign === '-', work: !!work };
};

/**
 * The day, and the years in it whose public holidays are not known. Those before and after the listed years are not.
 * @param {Rule} rule
 * @param {string} from
 * @param {string[]} holidays public holidays of the reader's country
 */
export const followingDay = ({ days, before, work }, from, holidays) => {
  const direction = before ? -1 : 1;
  let day = dayNumber(from);
  /** @type {string[]} */
  const unknown = [];
  if (!work) return { day: isoDay(day + direction * days), unknown };
  const free = new Set(holidays);
  const listed = new Set(holidays.map(holiday => holiday.slice(0, 4)));
  /** Whether the day is a working day; notes the year. */
  const isWorkday = () => {
    const iso = isoDay(day);
    const year = iso.slice(0, 4);
    if (!listed.has(year) && !unknown.includes(year)) unknown.push(year);
    // Day 0, 1 January 1970, was a Thursday.
    return (((day % 7) + 7 + 4) % 7) % 6 !== 0 && !free.has(iso);
  };
  for (let left = days; left > 0;) {
    day += direction;
    if (isWorkday()) left--;
  }
  while (!days && !isWorkday()) day += direction;
  return { day: isoDay(day), unknown };
};
