// @ts-check
// The index of a language, and what a query finds in it. The files are those of src/search.rs.
import { bestSentence } from './excerpt.js';
import { BASE, decodeNumbers, fetchCached } from './files.js';
import { Lexicon } from './meanings.js';
import * as RANKING from './ranking.js';
import { readTable, wordsOf } from './stemmer.js';

/**
 * The head of an index. `stems` are front-coded keys; `shards` are the number of the first stem of each file and the
 * file's name; `kinds` has a digit for each document, which also numbers the folder of its kind; `texts` are lists of
 * path and title, or names of files that have `size` of them each; `excerpts` are names of files with as many texts;
 * `guide` has the text, the path and the situations of questions.
 * @typedef {{
 *   rules: object,
 *   stems: string,
 *   shards: [number, string | string[]][],
 *   kinds: string,
 *   folders: string[],
 *   texts: (string | Text[])[],
 *   guide: [string, string, number[]][],
 *   excerpts: string[],
 *   size: number,
 *   index?: Index,
 * }} Head
 */

/**
 * Path below the folder of its kind, and title of a document.
 * @typedef {[string, string]} Text
 */

/**
 * A document that was found. In a large index `url` and `title` are set by `read`.
 * @typedef {{
 *   kind: string,
 *   itemNumber: number,
 *   share: number,
 *   score: number,
 *   url?: string,
 *   title?: string,
 *   marks: (word: string) => boolean,
 *   excerpt: () => Promise<{ text: string, heading?: string, anchor?: string }>,
 *   read: () => Promise<Result>,
 * }} Result
 */

/**
 * What a word of the query counts in a document.
 * @typedef {{ value: number, block: number, weight: number, stem: string }} Match
 */

/**
 * What all words of the query count in a document.
 * @typedef {{ score: number, matched: number, blocks: number[] }} Total
 */

/**
 * The query: which of its words a stem means, how much of the query each word is, and the sum.
 * @typedef {{ words: Map<string, number>, parts: number[], most: number }} Asked
 */

export class Index extends Lexicon {
  /**
   * @param {Head} head
   * @param {string} lang
   * @param {import('./files.js').Load} load
   */
  constructor(head, lang, load) {
    super(readTable(head.rules), readKeys(head.stems));
    this.head = head;
    /**
     * The content of a part of the index: a file if it is a name.
     * @param {any} part
     */
    this.load = part => (Array.isArray(part) ? part : fetchCached(`${lang}/search/${part}.json`, load));
  }

  /**
   * The documents in which a stem occurs, as three numbers each: the distance from the document before, the stem's
   * weight in it, and the block of words in which it comes first.
   * @param {number} at
   * @returns {Promise<number[]>}
   */
  async postings(at) {
    const [first, part] = /** @type {Head['shards'][0]} */ (this.head.shards.findLast(([first]) => first <= at));
    return decodeNumbers((await this.load(part))[at - first]);
  }

  /**
   * All that is found, the best first. In a large index only the first documents have `url` and `title`. `guesses` are
   * the words of the query that no text has; `certain` is false if there are no other words. `question` is the question
   * of the guide that distinguishes the best situations: its text and path.
   * @param {string} query
   * @returns {Promise<Result[] & { guesses: string[], certain: boolean, question?: [string, string, number[]] }>}
   */
  async search(query) {
    const queryWords = this.queryWords(query);
    const stems = [...new Set(queryWords.flatMap(candidates => [...candidates.keys()]))];
    /** @type {Map<number, number[]>} */
    const postings = new Map(
      await Promise.all(stems.map(async at => /** @type {const} */ ([at, await this.postings(at)]))),
    );

    /** @type {Map<number, Total>} */
    const totals = new Map();
    /** @type {Asked} */
    const asked = { words: new Map(), parts: [], most: 0 };
    queryWords.forEach((candidates, number) => {
      const { matches, rarity, top } = this.matchWord(candidates, postings);
      const part = rarity ** RANKING.SHARE_RARITY;
      asked.parts.push(part);
      asked.most += part;
      for (const [at, weight] of candidates) {
        if (weight > top * RANKING.MEANT) asked.words.set(this.stems[at], number);
      }
      for (const [document, { value, block, weight }] of matches) {
        const total = totals.get(document) ?? { score: 0, matched: 0, blocks: [] };
        totals.set(document, total);
        total.score += rarity * value;
        total.matched += part * (weight / top) ** 0.5 * value ** RANKING.SHARE_VALUE;
        total.blocks[number] = block;
      }
    });

    const results = [...totals].map(([document, total]) => this.result(document, total, asked));
    const least = Math.max(0, ...results.map(result => result.share)) * RANKING.LEAST_SHARE;
    const found = sortByScore(results.filter(result => result.share > least));
    const guesses = queryWords.flatMap(candidates => this.guesses.get(candidates) ?? []);
    const certain = guesses.length < queryWords.length;
    const best = await takeBest(found);
    const likely = best.slice(0, RANKING.LIKELY).filter(({ score }) => score > best[0].score * RANKING.LIKELY_SCORE);
    const question = this.head.guide.find(
      ([, , own]) => likely.filter(({ itemNumber }) => own.includes(itemNumber)).length > 1,
    );
    return Object.assign([...best, ...found], { guesses, certain, question });
  }

  /**
   * What one word of the query counts in each document.
   * @param {import('./meanings.js').Candidates} candidates
   * @param {Map<number, number[]>} postings
   */
  matchWord(candidates, postings) {
    const documents = this.head.kinds.length;
    /** @type {Map<number, Match>} */
    const matches = new Map();
    const top = Math.max(0, ...candidates.values());
    let occurrences = 0;
    for (const [at, weight] of candidates) {
      const numbers = /** @type {number[]} */ (postings.get(at));
      const stem = this.stems[at];
      if (weight >= top - RANKING.EQUAL_WEIGHT) occurrences += numbers.length / 3;
      for (let i = 0, document = -1; i < numbers.length; i += 3) {
        document += numbers[i] + 1;
        const value = (weight * (numbers[i + 1] + 1)) / RANKING.WEIGHT_STEPS;
        const block = numbers[i + 2];
        const other = matches.get(document);
        // Words of one stem add up, as their occurrences do; of different stems the best counts.
        if (other?.stem === stem) other.value += value * (1 - other.value);
        else if (!other || other.value < value) matches.set(document, { value, block, weight, stem });
      }
    }
    // A word without candidates counts as a rare one that is missing in every document.
    occurrences = Math.min(occurrences, documents);
    const inverse = candidates.size ? (documents - occurrences + 0.5) / (occurrences + 0.5) : documents;
    return { matches, rarity: Math.log(1 + inverse), top };
  }

  /**
   * How well a title fits the query, from 0 to 1: the share of the title's words that the query has, and the share of
   * the query that these words are.
   * @param {string} title
   * @param {Asked} asked
   */
  titleFit(title, { words, parts, most }) {
    const own = wordsOf(title).filter(word => !this.isFunctionWord(word));
    const common = own.map(word => words.get(this.stem(word))).filter(number => number !== undefined);
    const share = [...new Set(common)].reduce((sum, number) => sum + parts[number], 0) / most;
    return (common.length / own.length || 0) ** RANKING.TITLE_POWER * share ** RANKING.QUERY_POWER;
  }

  /**
   * The result for a document.
   * @param {number} document
   * @param {Total} total
   * @param {Asked} asked
   */
  result(document, { score, matched, blocks }, asked) {
    const { folders, kinds, texts, excerpts, size } = this.head;
    const kind = +kinds[document];
    const [name, factor] = Object.entries(RANKING.KINDS)[kind];
    const share = matched / asked.most;
    const part = /** @type {string | Text[]} */ (texts.at(document / size));
    const near = blocks.filter((block, i) => Math.abs(block - blocks[i - 1]) < RANKING.NEAR_BLOCKS).length;
    const nearFactor = 1 + (RANKING.NEAR * near) / asked.parts.length;
    /** @param {number} fit */
    const rate = fit => score * share ** RANKING.SHARE_POWER * nearFactor * factor * (1 + RANKING.TITLE * fit);
    /** @param {Text[]} list */
    const read = list => {
      const [path, title] = list[document % size];
      return Object.assign(result, {
        url: BASE.pathname + folders[kind] + path,
        title,
        score: rate(this.titleFit(title, asked)),
      });
    };
    /** @type {Result} */
    const result = {
      kind: name,
      itemNumber: document,
      share,
      score: rate(share > RANKING.TITLE_SHARE ? 1 : 0),
      marks: word => asked.words.has(this.stem(word)),
      excerpt: async () => {
        const texts = await this.load(excerpts[Math.trunc(document / size)]);
        return bestSentence(this, result, texts[document % size]);
      },
      read: async () => read(await this.load(part)),
    };
    return Array.isArray(part) ? read(part) : result;
  }

  /**
   * Words of titles that are like the words of the query that were not found.
   * @param {string} query
   */
  async suggest(query) {
    const parts = await Promise.all(this.head.texts.slice(0, RANKING.SUGGESTED_FILES).map(this.load));
    const titles = /** @type {Text[]} */ (parts.flat()).flatMap(([, title]) => wordsOf(title));
    const spelling = new Map(titles.map(word => [this.stem(word), word.toLowerCase()]));
    /** @type {Set<string>} */
    const suggestions = new Set();
    for (const word of wordsOf(query.slice(0, RANKING.QUERY_LETTERS))) {
      for (const { folded } of this.meanings(word, word).slice(0, RANKING.SUGGESTED_MEANINGS)) {
        if (folded.length <= RANKING.SUGGESTED_LETTERS) continue;
        for (const [at] of this.nearest(folded, 1)) suggestions.add(spelling.get(this.stems[at]) ?? '');
      }
    }
    return [...suggestions].filter(Boolean).slice(0, RANKING.SUGGESTIONS);
  }
}

/**
 * The keys of an index. Each has the number of characters that it shares with the key before, then the rest.
 * @param {string} coded
 */
const readKeys = coded => {
  let last = '';
  const keys = coded.split(' ').filter(Boolean);
  return keys.map(key => (last = last.slice(0, decodeNumbers(key[0])[0]) + key.slice(1)));
};

/** @param {Result[]} results */
const sortByScore = results => results.sort((a, b) => b.score - a.score);

/**
 * Takes the best documents out of what was found and reads their titles.
 * @param {Result[]} found
 */
export const takeBest = async found =>
  sortByScore(await Promise.all(found.splice(0, RANKING.PAGE_SIZE).map(result => result.read())));

/**
 * The index of a language.
 * @param {string} lang
 * @param {import('./files.js').Load} load
 * @returns {Promise<Index>}
 */
export const indexOf = async (lang, load = path => fetch(new URL(path, BASE)).then(response => response.json())) => {
  /** @type {Head} */
  const head = await fetchCached(`${lang}/search/index.json`, load);
  return (head.index ??= new Index(head, lang, load));
};
