// @ts-check
// What a result shows below its title.
import * as RANKING from './ranking.js';
import { wordsOf } from './stemmer.js';

/** Between two sentences, unless an abbreviation is followed by a lower-case word. */
const SENTENCE_END = /(?<=[.!?…]["”»“]?) (?=\p{Lu}|["„«“])/u;

/**
 * The sentence with the most words of the query, and its heading, if the browser keeps the page for reading offline;
 * else the text that the index has. A page is not fetched for a sentence, because it would be larger than the index.
 * @param {import('./meanings.js').Lexicon} lexicon
 * @param {import('./index.js').Result} result
 * @param {string} text
 * @returns {ReturnType<import('./index.js').Result['excerpt']>}
 */
export const bestSentence = async (lexicon, { url = '#', marks }, text) => {
  const response = !url.includes('#') && (await globalThis.caches?.match(url));
  if (!response) return { text };
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  /** @param {string} text */
  const stemsOf = text =>
    wordsOf(text)
      .filter(marks)
      .map(word => lexicon.stem(word));
  let best = { text };
  let most = -1;
  let heading = '';
  /** @type {string | undefined} */
  let anchor = '';
  for (const part of page.querySelectorAll('main :is(h2,h3,h4,p,li,td,dd,label)')) {
    if (part.closest('nav,[hidden],[class*=-paper],.buttons,.when') || part.querySelector('p,li,label')) continue;
    const text = part.textContent.trim().replace(/\s+/g, ' ');
    if (part.localName[0] === 'h') {
      heading = text;
      anchor = (part.id ? part : part.closest('fieldset,section'))?.id;
      continue;
    }
    const headingStems = stemsOf(heading);
    const headingCost = new Set(headingStems).size * RANKING.HEADING_WORD;
    for (const sentence of text.split(SENTENCE_END)) {
      const words = new Set([...headingStems, ...stemsOf(sentence)]).size;
      const lengthCost = sentence.length > RANKING.LONG_SENTENCE ? RANKING.LONG_SENTENCE_PENALTY : 0;
      const value = words - lengthCost - headingCost;
      if (value <= most) continue;
      most = value;
      best = /** @type {{ text: string }} */ ({ text: sentence, heading, anchor });
    }
  }
  return best;
};
