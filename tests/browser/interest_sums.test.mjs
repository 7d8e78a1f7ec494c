// The calculation of late interest, of days that follow from a date, and calendar files: without a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { calendarText } from '../../themes/default/src/dates/calendar.js';
import { isDay } from '../../themes/default/src/dates/days.js';
import { followingDay, parseRule } from '../../themes/default/src/dates/rules.js';
import { lateInterest, toPlain, toUnits } from '../../themes/default/src/interest/calculate.js';
import { readRate, readSum } from '../../themes/default/src/interest/read_sum.js';

const CASES = JSON.parse(readFileSync(new URL('../interest/cases.json', import.meta.url), 'utf8'));

describe('late interest', () => {
  for (const { name, table, sum, due, until, result } of CASES) {
    test(name, () => {
      const { parts, gaps, interest, compensation, total } = lateInterest(table, toUnits(sum), due, until);
      const found = {
        parts: parts.map(part =>
          [part.from, part.until, part.days, part.rate, part.year, toPlain(part.amount)].join(' '),
        ),
        gaps: gaps.map(gap => gap.join(' ')),
        sums: [interest, compensation, total].map(toPlain),
      };
      assert.deepEqual(found, result);
    });
  }

  test('sums and rates are read as people write them', () => {
    const sums = {
      1200: '1200',
      '1 200,50 €': '1200.50',
      '1.200,5': '1200.50',
      '1,200.50 EUR': '1200.50',
      '120 000 ₽': '120000',
      '0,99': '0.99',
      '007': '7',
      '': undefined,
      abc: undefined,
      '1,2,3': undefined,
    };
    for (const [text, sum] of Object.entries(sums)) assert.equal(readSum(text), sum, text);
    const rates = {
      '10,4': '10.4',
      ' 10.15 % ': '10.15',
      8: '8',
      '1e3': undefined,
      '-1': undefined,
      '10,12345': undefined,
    };
    for (const [text, rate] of Object.entries(rates)) assert.equal(readRate(text), rate, text);
  });
});

describe('days that follow', () => {
  const day = (rule, from, holidays = []) => followingDay(parseRule(rule), from, holidays);

  test('days are counted over months, leap days and changes of the clock', () => {
    for (const [rule, from, expected] of [
      ['due+3', '2026-12-15', '2026-12-18'],
      ['due-2', '2026-03-01', '2026-02-27'],
      ['due+1', '2028-02-28', '2028-02-29'],
      ['due+0', '2026-12-15', '2026-12-15'],
      ['due+14', '2026-03-20', '2026-04-03'],
      ['due+30', '2026-10-10', '2026-11-09'],
      ['due+365', '2026-12-31', '2027-12-31'],
    ]) {
      assert.deepEqual(day(rule, from), { day: expected, unknown: [] }, rule);
    }
  });

  test('working days leave out weekends and public holidays', () => {
    const holidays = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31'];
    assert.deepEqual(day('due+3w', '2026-12-22', holidays), { day: '2026-12-29', unknown: [] });
    assert.deepEqual(day('due-1w', '2026-12-28', holidays), { day: '2026-12-23', unknown: [] });
    assert.deepEqual(day('due+10w', '2026-12-22', holidays), { day: '2027-01-08', unknown: ['2027'] });
    assert.deepEqual(day('due+10w', '2026-11-30', []), { day: '2026-12-14', unknown: ['2026'] });
    assert.deepEqual(day('due+0w', '2026-12-25', holidays), { day: '2026-12-28', unknown: [] });
  });

  test('only days of the calendar are dates', () => {
    for (const text of ['2026-12-15', '2028-02-29', '1969-12-31']) assert.ok(isDay(text), text);
    for (const text of ['2026-02-30', '2026-13-01', '15.12.2026', '2026-12-1', '', undefined])
      assert.ok(!isDay(text), text);
  });
});

describe('calendar file', () => {
  const event = {
    id: 'getting-paid.remind',
    day: '2026-12-31',
    summary: 'Atgādiniet; bez pārmetumiem, ar summu \\ termiņu — и ещё одна длинная строка, чтобы она не поместилась',
    description: 'Klients nemaksā\nhttps://kb.example/lv/',
    url: 'https://kb.example/lv/situations/x/#getting-paid.remind',
  };
  const text = calendarText([event], 'kb.example', new Date('2026-11-30T09:08:07.654Z'));

  test('lines have at most 75 bytes and end in CRLF', () => {
    const lines = text.split('\r\n');
    assert.equal(lines.pop(), '');
    for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75 && !line.includes('\n'), line);
  });

  test('an event is a whole day with an alarm on the evening before', () => {
    const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
    assert.deepEqual(unfolded.slice(0, 5), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//kb.example//situ//EN',
      'BEGIN:VEVENT',
      'UID:getting-paid.remind.20261231@kb.example',
    ]);
    for (const line of [
      'DTSTAMP:20261130T090807Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:Atgādiniet\\; bez pārmetumiem\\, ar summu \\\\ termiņu — и ещё одна длинная строка\\, чтобы она не поместилась',
      'DESCRIPTION:Klients nemaksā\\nhttps://kb.example/lv/',
      'TRIGGER:-PT6H',
      'END:VCALENDAR',
    ]) {
      assert.ok(unfolded.includes(line), line);
    }
  });

  test('a step keeps its UID for the same day', () => {
    const uid = text => text.match(/^UID:.*$/m)[0];
    const again = calendarText([event], 'kb.example', new Date('2027-01-01T00:00:00Z'));
    assert.equal(uid(again), uid(text));
  });
});
