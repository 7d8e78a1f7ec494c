// @ts-check
// A calendar file (RFC 5545) with whole-day events, made in the browser.
import { dayNumber, isoDay } from './days.js';

/**
 * @typedef {{ id: string, day: string, summary: string, description: string, url: string }} CalendarEvent
 */

/** The most bytes of a line. */
const LINE = 75;

/**
 * A text value: with escapes, on one line.
 * @param {string} text
 */
const escapeText = text => text.replace(/[\\;,]/g, '\\$&').replace(/\s*\n\s*/g, '\\n');

/**
 * A line, folded into lines of at most 75 bytes between two characters.
 * @param {string} line
 */
const fold = line => {
  const encoder = new TextEncoder();
  let folded = '';
  let length = 0;
  for (const character of line) {
    const bytes = encoder.encode(character).length;
    if (length + bytes > LINE) {
      folded += '\r\n ';
      length = 1;
    }
    folded += character;
    length += bytes;
  }
  return folded;
};

/** @param {string} day */
const compact = day => day.replaceAll('-', '');

/**
 * The text of a calendar file. An event of the same step and day has the same UID, so that a calendar has it once.
 * @param {CalendarEvent[]} events
 * @param {string} host
 * @param {Date} now
 */
export const calendarText = (events, host, now) => {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = events.flatMap(({ id, day, summary, description, url }) => [
    'BEGIN:VEVENT',
    `UID:${id}.${compact(day)}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(isoDay(dayNumber(day) + 1))}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(summary)}`,
    // At six in the evening before.
    'TRIGGER:-PT6H',
    'END:VALARM',
    'END:VEVENT',
  ]);
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//${host}//situ//EN`, ...lines, 'END:VCALENDAR'];
  return all.map(line => `${fold(line)}\r\n`).join('');
};
