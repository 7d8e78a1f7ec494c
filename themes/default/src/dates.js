// @ts-check
// The days of steps that follow from a date of the reader's case: the date itself in place of the rule in words, and a
// button that puts it into the calendar of the device. The file is made here, and nothing is sent. Each such step has an
// element with the attribute `data-after`. Imported by interactions.js on pages that have such steps.
import { calendarText } from './dates/calendar.js';
import { dayNumber, dayText, isDay, localToday } from './dates/days.js';
import { followingDay, parseRule } from './dates/rules.js';
import { createElement, pageAddress, pageTitle, plainText, queryAll, unfold } from './interactions/dom.js';

/**
 * What the page says about working days: the country of readers who have not chosen one, and the public holidays.
 * @typedef {{ country?: string, holidays?: Record<string, string[]> }} WorkingDays
 */

/** @param {string} text */
const asButton = (text, className = 'quiet') => createElement('button', text, { type: 'button', class: className });

/**
 * The words of a step, without those that mark a key step.
 * @param {HTMLElement} step
 */
const wordsOf = step => {
  const label = /** @type {HTMLElement} */ (/** @type {Element} */ (step.querySelector('label')).cloneNode(true));
  if (step.matches('.key')) label.querySelector('strong')?.remove();
  return plainText(label);
};

/** @param {import('./dates/calendar.js').CalendarEvent[]} events */
const download = events => {
  const text = calendarText(events, location.hostname || 'situ', new Date());
  const href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  const name = location.pathname
    .split('/')
    .filter(Boolean)
    .pop()
    ?.replace(/\.html$/, '');
  createElement('a', '', { href, download: `${name}.ics` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e4);
};

/**
 * @param {HTMLElement} element
 * @param {import('./interactions/page_scripts.js').PageScriptContext} context
 */
export default (element, { page, strings, readerCase }) => {
  const { main } = page;
  /** @type {WorkingDays} */
  const { country, holidays = {} } = JSON.parse(element.dataset.json || '{}');
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });

  const places = queryAll('[data-after]', main).map(place => {
    const step = /** @type {HTMLElement} */ (place.closest('li'));
    const box = /** @type {HTMLInputElement} */ (step.querySelector('input'));
    return {
      place,
      rule: parseRule(`${place.dataset.after}`),
      words: plainText(place),
      /** @type {Omit<import('./dates/calendar.js').CalendarEvent, 'day'>} */
      event: {
        id: `${box.dataset.action}`,
        summary: wordsOf(step),
        description: `${pageTitle(main)}\n${pageAddress()}`,
        url: `${pageAddress()}#${box.id}`,
      },
    };
  });
  const ofAll = asButton(strings.day_calendar_all, '');
  const last = /** @type {HTMLElement} */ (places[places.length - 1].place);
  /** @type {Element} */ (last.closest('.phases') ?? last.closest('ul,ol')).after(createElement('p', ofAll));

  /** The public holidays where the reader is. */
  const ownHolidays = () => {
    const countries = Object.keys(holidays);
    return holidays[page.get('country') || country || (countries.length === 1 ? countries[0] : '')] ?? [];
  };

  /**
   * Leads to the field of the date; on a page without it, a field takes the place of the button.
   * @param {HTMLElement} button
   * @param {string} id
   */
  const enterDate = (button, id) => {
    const field = /** @type {HTMLInputElement | null} */ (main.querySelector(`input[data-case=${id}]`));
    if (field) {
      unfold(field);
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
      return;
    }
    const own = /** @type {HTMLInputElement} */ (
      createElement('input', '', { type: 'date', 'aria-label': `${button.textContent}` })
    );
    own.onchange = () => own.value && readerCase.put({ [id]: own.value });
    button.replaceWith(own);
    own.focus();
  };

  /**
   * Shows the day of one step, or the way to its date. Returns the event if the day has not passed.
   * @param {typeof places[number]} step
   * @param {string | undefined} from
   * @param {string} today
   */
  const showStep = ({ place, rule, words, event }, from, today) => {
    if (!isDay(from)) {
      const button = asButton(strings.day_enter);
      button.onclick = () => enterDate(button, rule.field);
      place.replaceChildren(words, ' ', button);
      return;
    }
    const { day, unknown } = followingDay(rule, from, ownHolidays());
    const distance = dayNumber(day) - dayNumber(today);
    const date = createElement('b', dayText(day, { dateStyle: 'full' }));
    place.replaceChildren(date, ` – ${relative.format(distance, 'day')}`, createElement('br'), `${words}. `);
    if (unknown.length) place.append(`${strings.day_weekends.replace('%1', unknown.join(', '))} `);
    if (distance < 0) return;
    const button = asButton(strings.day_calendar);
    button.onclick = () => download([{ ...event, day }]);
    place.append(button);
    return { ...event, day };
  };

  /** What each step was last shown with, and its event. A button that is replaced while it is pressed does nothing. */
  const shown = places.map(step => ({ key: '', event: showStep(step, undefined, '') }));

  const show = () => {
    const values = readerCase.values();
    const today = localToday();
    places.forEach((step, index) => {
      const from = values[step.rule.field];
      const key = [from, today, page.get('country')].join();
      if (key !== shown[index].key) shown[index] = { key, event: showStep(step, from, today) };
    });
    const coming = shown.flatMap(({ event }) => event ?? []);
    /** @type {HTMLElement} */ (ofAll.parentElement).hidden = coming.length < 2;
    ofAll.onclick = () => download(coming);
  };

  readerCase.onChange(show);
  // The page may be open for days.
  addEventListener('visibilitychange', show);
  show();
};
