// @ts-check
// Days of the calendar as numbers and as `2026-12-15`. A day has no time and no time zone here: the number of a day is
// that of its midnight in UTC, where every day has 24 hours.

const DAY = 864e5;

/**
 * The number of a day.
 * @param {string} iso
 */
export const dayNumber = iso => Date.parse(`${iso}T00:00Z`) / DAY;

/**
 * The day with a number.
 * @param {number} number
 */
export const isoDay = number => new Date(number * DAY).toISOString().slice(0, 10);

/**
 * Whether a text is a day of the calendar.
 * @param {string | undefined} text
 * @returns {text is string}
 */
export const isDay = text =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !!dayNumber(`${text}`) && isoDay(dayNumber(`${text}`)) === text;

/** Today, where the reader is. */
export const localToday = () => {
  const now = new Date();
  return isoDay(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
};

/**
 * A day as the language writes it.
 * @param {string} iso
 * @param {Intl.DateTimeFormatOptions} options
 */
export const dayText = (iso, options = { dateStyle: 'long' }) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { ...options, timeZone: 'UTC' }).format(dayNumber(iso) * DAY);
