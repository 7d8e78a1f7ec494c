// @ts-check
// What a word of the query may mean: other spellings of it, and the stems of the index that fit them.
import { distance, letterMask, popcount } from './distance.js';
import * as RANKING from './ranking.js';
import { LETTER, fold, key, mapLetters, stemOf, transliterations, wordsOf } from './stemmer.js';

/**
 * One reading of a word: how much it counts, and whether letters were guessed.
 * @typedef {{ folded: string, stem: string, key: string, weight: number, guessed: boolean }} Meaning
 */

/**
 * Numbers of stems, each with its weight.
 * @typedef {Map<number, number>} Candidates
 */

/**
 * The positions of the words of a list, grouped by a property of the word.
 * @typedef {Record<string, number[]>} Groups
 */

/**
 * @param {string[]} list
 * @param {(word: string) => string} keyOf
 * @returns {Groups}
 */
const groupBy = (list, keyOf) => {
  /** @type {Groups} */
  const groups = Object.create(null);
  list.forEach((word, at) => (groups[keyOf(word)] ??= []).push(at));
  return groups;
};

/** The stems of a language's index, indexed by number. */
export class Lexicon {
  /**
   * @param {import('./stemmer.js').Table} table
   * @param {string[]} keys in ascending order
   */
  constructor(table, keys) {
    this.table = table;
    this.keys = keys;
    this.stems = keys.map(stemOf);
    /**
     * The stem of each word that was looked up.
     * @type {Map<string, string>}
     */
    this.known = new Map();
    /**
     * The meanings of words that say little by themselves.
     * @type {WeakSet<Candidates>}
     */
    this.functional = new WeakSet();
    /**
     * The words that no text has, by the meanings that were guessed for them.
     * @type {WeakMap<Candidates, string>}
     */
    this.guesses = new WeakMap();
    this.byStem = groupBy(this.stems, stem => stem);
    /**
     * Built when needed, see `looselyEqual`.
     * @type {Groups | undefined}
     */
    this.byLooseStem = undefined;
    /**
     * The letters of each stem, computed when needed.
     * @type {Int32Array | undefined}
     */
    this.masks = undefined;
  }

  /** @param {string} word */
  stem(word) {
    const known = this.known.get(word);
    if (known !== undefined) return known;
    const stem = stemOf(key(this.table, word));
    this.known.set(word, stem);
    return stem;
  }

  /**
   * Whether a word says little by itself, as "how" and "with" do.
   * @param {string} word
   */
  isFunctionWord(word) {
    return this.table.common.includes(fold(this.table, word));
  }

  /**
   * Numbers of the stems that begin with `start`.
   * @param {string} start
   */
  *startingWith(start) {
    let low = 0;
    let high = this.stems.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.stems[middle] < start) low = middle + 1;
      else high = middle;
    }
    for (; this.stems[low]?.startsWith(start); low++) yield low;
  }

  /**
   * The readings of a word: itself, and, unless its stem is in the index, what it is on another keyboard layout and in
   * other letters.
   * @param {string} word
   * @param {string} raw the word with the punctuation around it
   */
  meanings(word, raw) {
    const { table } = this;
    const typed = raw.toLowerCase();
    /** @type {Map<string, Meaning>} */
    const meanings = new Map();
    /**
     * @param {string} text
     * @param {number} weight
     * @param {boolean} guessed
     */
    const add = (text, weight, guessed) => {
      const folded = fold(table, text);
      if (meanings.has(folded)) return;
      meanings.set(folded, {
        folded,
        stem: this.stem(text),
        key: key(table, text),
        weight,
        guessed,
      });
    };
    add(word, 1, false);
    if (this.byStem[this.stem(word)]) return [...meanings.values()];

    /**
     * @param {string} from the keys of one layout
     * @param {string} to the same keys of another
     * @param {number} weight
     */
    const addLayout = (from, to, weight) => {
      if (![...typed].some(character => from.includes(character) && LETTER.test(character))) return;
      const mapped = mapLetters(typed, {
        get: character => to[from.indexOf(character)],
      });
      for (const part of wordsOf(mapped)) if (part.length * 2 > raw.length) add(part, weight, false);
    };
    for (const [weight, from, to] of table.keys) {
      addLayout(from, to, weight);
      addLayout(to, from, weight);
    }
    const letters = [...typed].filter(character => LETTER.test(character)).join('');
    for (const [weight, map] of table.read) {
      for (const text of new Set([fold(table, word), letters])) {
        for (const spelling of transliterations(text, map, RANKING.TRANSLITERATIONS)) add(spelling, weight, true);
      }
    }
    return [...meanings.values()];
  }

  /**
   * Stems that a word of the query may mean.
   * @param {string} word
   * @param {string} raw the word with the punctuation around it
   */
  candidates(word, raw) {
    const { keys, byStem } = this;
    /** @type {Candidates} */
    const found = new Map();
    /**
     * @param {number} at
     * @param {number} weight
     */
    const add = (at, weight) => {
      if (!(/** @type {number} */ (found.get(at)) >= weight)) found.set(at, weight);
    };
    const meanings = this.meanings(word, raw);
    for (const meaning of meanings) {
      const { stem, weight, guessed } = meaning;
      for (const at of byStem[stem] ?? (guessed ? this.looselyEqual(stem) : [])) {
        add(at, weight * (keys[at] === meaning.key ? 1 : RANKING.HOMOGRAPH));
      }
    }
    const known = found.size > 0;
    const likely = meanings.filter(({ guessed, stem }) => !guessed || !known || byStem[stem]);
    for (const meaning of likely) this.addPrefixed(meaning, known, add);
    const certain = found.size > 0;
    for (const meaning of likely) this.addRelated(meaning, known, add);
    let tried = 0;
    for (const { folded, weight, guessed } of known ? [] : meanings) {
      if (guessed && tried++ >= RANKING.MISSPELT_GUESSES) break;
      for (const [at, errors] of this.nearest(folded, -guessed)) {
        add(at, weight * (RANKING.MISSPELT - RANKING.PER_ERROR * errors));
      }
    }
    const best = new Map([...found].sort((a, b) => b[1] - a[1]).slice(0, RANKING.MEANINGS_OF_WORD));
    if (meanings.some(({ folded }) => this.table.common.includes(folded))) this.functional.add(best);
    if (!certain) this.guesses.set(best, word);
    return best;
  }

  /**
   * Stems that equal a guessed one but for letters that transliteration does not distinguish.
   * @param {string} stem
   */
  looselyEqual(stem) {
    /** @param {string} word */
    const loosen = word => mapLetters(word, this.table.loose);
    this.byLooseStem ??= groupBy(this.stems, loosen);
    return this.byLooseStem[loosen(stem)] || [];
  }

  /**
   * Adds stems that begin with the word, because of a word that is being typed only the beginning is known.
   * @param {Meaning} meaning
   * @param {boolean} known whether the word's own stem is in the index
   * @param {(at: number, weight: number) => void} add
   */
  addPrefixed({ folded, weight }, known, add) {
    if (folded.length <= (known ? RANKING.PREFIX_LETTERS_OF_KNOWN : RANKING.PREFIX_LETTERS)) return;
    for (const at of this.startingWith(folded)) {
      const typed = (RANKING.PREFIX_TYPED * folded.length) / this.stems[at].length;
      add(at, weight * (RANKING.PREFIX + typed));
    }
  }

  /**
   * Adds stems of related words, which endings or sound changes have separated.
   * @param {Meaning} meaning
   * @param {boolean} known whether the word's own stem is in the index
   * @param {(at: number, weight: number) => void} add
   */
  addRelated({ stem, weight }, known, add) {
    if (stem.length < RANKING.RELATED_LETTERS) return;
    const start = stem.slice(0, Math.max(RANKING.RELATED_LETTERS, stem.length - RANKING.RELATED_DIFFERENCE + 1));
    for (const at of this.startingWith(start)) {
      const other = this.stems[at];
      let shared = start.length;
      while (shared < other.length && other[shared] === stem[shared]) shared++;
      const different = Math.max(other.length, stem.length) - shared;
      if (Math.abs(other.length - stem.length) >= RANKING.RELATED_DIFFERENCE || different >= RANKING.RELATED_DIFFERENCE)
        continue;
      if (shared > different * RANKING.RELATED_SHARE)
        add(at, weight * (known ? RANKING.RELATED_TO_KNOWN : RANKING.RELATED));
    }
    if (known || stem.length >= RANKING.SHORT_WORD_LETTERS) return;
    for (const at of this.byStem[stem.slice(0, RANKING.SHORT_WORD_START)] ?? []) add(at, weight * RANKING.SHORT_WORD);
  }

  /**
   * Stems within few typing errors of a word, the nearest first.
   * @param {string} folded
   * @param {number} more errors that are allowed beyond the usual number; one less in other letters, because each guess is a chance
   * @returns {[number, number][]} the number of each stem and its errors
   */
  nearest(folded, more = 0) {
    const { length } = folded;
    const usual = length < RANKING.ONE_ERROR_FROM ? 0 : length < RANKING.TWO_ERRORS_FROM ? 1 : 2;
    const most = usual + more;
    if (!most || length > RANKING.LONG_WORD) return [];
    this.masks ??= Int32Array.from(this.stems, letterMask);
    const { masks } = this;
    const stem = this.stem(folded);
    const mask = letterMask(folded + stem);
    /** @type {[number, number][]} */
    const near = [];
    this.stems.forEach((other, at) => {
      if (other.length < RANKING.MISSPELT_LETTERS || other.length > length + most) return;
      if (other.length < length - RANKING.LONGEST_ENDING - most) return;
      // Letters that the word lacks are errors.
      if (popcount(masks[at] & ~mask) > most) return;
      const errors = Math.min(distance(other, folded, most), distance(other, stem, most));
      if (errors > Math.min(most, other.length / RANKING.LETTERS_PER_ERROR) + RANKING.ENDING_ROOM) return;
      const isNear = errors < (other[0] === folded[0] ? RANKING.CHANCE_ERRORS : 1);
      if (other.length > RANKING.MISSPELT_LETTERS || length < RANKING.CHANCE_LETTERS + +isNear) near.push([at, errors]);
    });
    near.sort((a, b) => a[1] - b[1]);
    return near.filter(([, errors]) => errors <= near[0][1] + RANKING.ERROR_RANGE).slice(0, RANKING.NEAREST_STEMS);
  }

  /**
   * The words of a query, each with the stems that it may mean. Function words are left out if there are others.
   * @param {string} query
   */
  queryWords(query) {
    /** @type {Candidates[]} */
    let found = [];
    /** @type {string[]} */
    const parts = [];
    for (const raw of query.slice(0, RANKING.QUERY_LETTERS).split(/\s+/).slice(0, RANKING.QUERY_WORDS)) {
      const words = wordsOf(raw);
      const whole = this.wholeCandidates(raw, words);
      const isWhole = words[0] !== raw && Math.max(0, ...whole.values()) >= RANKING.OTHER_LAYOUT;
      for (const word of isWhole ? [raw] : words) {
        parts.push(word);
        found.push(isWhole ? whole : this.candidates(word, words[1] ? word : raw));
      }
    }
    found = found.flatMap((stems, i) => {
      // Two words may be one in the text, and one word two.
      for (const at of this.byStem[this.stem(parts[i] + parts[i + 1])] ?? []) {
        for (const part of found.slice(i, i + 2)) {
          part.set(at, 1);
          this.guesses.delete(part);
        }
      }
      if (Math.max(0, ...stems.values()) < RANKING.SPLIT) {
        for (let cut = parts[i].length - RANKING.SPLIT_LETTERS; cut >= RANKING.SPLIT_LETTERS; cut--) {
          const halves = [parts[i].slice(0, cut), parts[i].slice(cut)];
          if (halves.every(half => this.byStem[this.stem(half)]))
            return halves.map(half => this.candidates(half, half));
        }
      }
      return [stems];
    });
    const content = found.filter(stems => !this.functional.has(stems));
    return content[0] ? content : found;
  }

  /**
   * Stems that a part of the query may mean with its punctuation, because on another keyboard layout a letter may have
   * been typed as punctuation.
   * @param {string} raw
   * @param {string[]} words the words of it
   * @returns {Candidates}
   */
  wholeCandidates(raw, words) {
    const punctuation = [...raw].filter(character => !LETTER.test(character));
    const isKeyboardLayout = this.table.keys.some(([, from]) =>
      punctuation.some(character => from.includes(character)),
    );
    const isKnown = () => words.every(word => this.byStem[this.stem(word)]);
    return isKeyboardLayout && !isKnown() ? this.candidates(raw, raw) : new Map();
  }
}
