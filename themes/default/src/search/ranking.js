// @ts-check
// The numbers that decide what a query finds and in which order. They are tuned so that the queries of
// tests/search/queries.json find what they mean; a change of one is measured on those queries.

export const RANKING = {
  /** The factor of each kind: readers come for steps and ready answers. The index stores a kind's position here. */
  kinds: { situation: 1.3, phrase: 1.25, article: 1, page: 0.9, term: 0.95, fillable: 1.15 },

  // The weight of a stem as the meaning of a query word; 1 is the word itself.
  /** Another word of the same stem, for instance one that differs in a diacritic only. */
  homograph: 0.8,
  /** A stem that begins with the word, because the reader may still be typing. The typed share of the stem is added. */
  prefix: 0.3,
  prefixTyped: 0.4,
  /** A stem that differs in its last letters, because of an ending or a sound change. */
  related: 0.6,
  /** The same if the stem of the word is in the index. */
  relatedToKnown: 0.35,
  /** A stem of the first letters of a short word that is not in the index. */
  shortWord: 0.4,
  /** A stem that differs by typing errors, before each error is subtracted. */
  misspelt: 0.8,
  perError: 0.2,
  /** Weights within this distance of the best count as the best when the rarity of a word is computed. */
  equalWeight: 0.05,
  /** A word without a better meaning is taken as two words. */
  split: 0.5,
  /** The least length of each of the two. */
  splitLetters: 3,
  /** The least weight that makes punctuation in a query word letters of another keyboard layout. */
  otherLayout: 0.4,

  // Limits that keep a query fast and exclude chance matches.
  /** Characters of a query that are searched, and parts of them between spaces. */
  queryLetters: 200,
  queryWords: 16,
  /** Stems that a query word may mean. */
  meaningsOfWord: 24,
  /** Spellings of a word in other letters. */
  transliterations: 64,
  /** Only longer words are looked up as prefixes. */
  prefixLetters: 2,
  /** The same if the stem of the word is in the index. */
  prefixLettersOfKnown: 3,
  /** The least length of a stem whose related stems are looked up. */
  relatedLetters: 4,
  /** Related stems differ in fewer letters than this. */
  relatedDifference: 3,
  /** Related stems share more letters than this multiple of the letters in which they differ. */
  relatedShare: 2,
  /** Stems with fewer letters belong to short words. */
  shortWordLetters: 6,
  /** The letters of a short word that are looked up. */
  shortWordStart: 3,
  /** Guessed spellings that are compared with typing errors. */
  misspeltGuesses: 4,

  // Typing errors.
  /** The least length of a word with one error, and with two. */
  oneErrorFrom: 4,
  twoErrorsFrom: 7,
  /** Longer words are not compared. */
  longWord: 40,
  /** The distance that each letter of the word's ending adds, so that a longer stem is nearer. */
  endingLetter: 0.12,
  /** The letters that an ending may have. */
  endingLetters: 4,
  /** The distance allowed in addition to the errors; it is more than an ending can add. */
  endingRoom: 0.6,
  /** The least length of a stem. A stem of this length is compared with short words only, see `chanceLetters`. */
  misspeltLetters: 3,
  /** A stem has at least this many letters for each error. */
  lettersPerError: 3,
  /** A word has at most this many letters more than the stem, beside the allowed errors. */
  longestEnding: 5,
  /** Words of this length match the shortest stems by chance; words that contain the stem, from one letter more on. */
  chanceLetters: 5,
  /** Stems whose distance exceeds the smallest by more than this are dropped. */
  errorRange: 0.8,
  /** Stems that are kept. */
  nearestStems: 12,

  // The score of a document.
  /** The index stores the weight of a word in this number of steps. */
  weightSteps: 25,
  /** Words whose blocks are nearer than this belong together. */
  nearBlocks: 2,
  /** What neighbouring words add to the score. */
  near: 0.15,
  /** The factor of a document whose title contains the query. */
  title: 1.3,
  /** The least share of the query's words that such a document has. */
  titleShare: 0.9,
  /** Before titles are loaded: the share of the greatest possible score that suggests a match in the title. */
  titleScore: 0.6,
  /** Documents with less of the query's words than this share of the best document are dropped. */
  leastShare: 0.45,
  /** Documents that are shown at once. */
  pageSize: 20,

  // The sentence that is shown.
  /** Longer sentences lose this much. */
  longSentence: 240,
  longSentencePenalty: 0.3,
  /** What a word of the query in the heading takes away, so that words in the sentence itself count more. */
  headingWord: 0.2,

  // Suggested words.
  /** Files of titles that are read. */
  suggestedFiles: 20,
  /** Meanings of each query word that are compared. */
  suggestedMeanings: 9,
  /** Only longer words are compared. */
  suggestedLetters: 2,
  /** Words that are suggested. */
  suggestions: 4,
};
