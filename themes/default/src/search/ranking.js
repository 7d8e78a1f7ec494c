// @ts-check
// The numbers that decide what a query finds and in which order. They are tuned so that the queries of
// tests/search/queries.json find what they mean; a change of one is measured on those queries.

export const RANKING = {
  /** Readers come for steps and ready answers. The index names a kind by its position here. */
  kinds: { situation: 1.3, phrase: 1.25, article: 1, page: 0.9, term: 0.95 },

  // How much a stem counts as the meaning of a word of the query; 1 is the word itself.
  /** Another word of the same stem, for instance one that differs by a diacritic only. */
  homograph: 0.8,
  /** A stem that begins with the word, because the reader may still be typing: the share typed counts too. */
  prefix: 0.3,
  prefixTyped: 0.4,
  /** A related stem, which endings or sound changes have separated: less if the word's own stem exists. */
  related: 0.6,
  relatedToKnown: 0.35,
  /** The first letters of a short word that is not in the index. */
  shortWord: 0.4,
  /** A word with typing errors, and what each error takes away. */
  misspelt: 0.8,
  perError: 0.2,
  /** Weights of a word this close to its best meaning count as equal to it. */
  equalWeight: 0.05,
  /** From this weight on, a query word with punctuation is a word of another keyboard layout. */
  otherLayout: 0.4,

  // Limits of what is compared: each keeps a query fast and chance matches out.
  queryWords: 16,
  meaningsOfWord: 24,
  transliterations: 64,
  /** Letters of a word before its beginning is looked up: more if its stem exists. */
  prefixLetters: 2,
  prefixLettersOfKnown: 3,
  /** Letters of a stem before related stems are looked up. */
  relatedLetters: 4,
  /** Related stems differ in fewer letters, and share more than twice as many. */
  relatedDifference: 3,
  relatedShare: 2,
  /** Letters of a word that counts as short, and how many of them are looked up. */
  shortWordLetters: 6,
  shortWordStart: 3,
  /** Of guessed transliterations so many are compared with typing errors. */
  misspeltGuesses: 4,

  // Typing errors
  /** A word of so many letters may have one error, of so many two; a longer word than `longWord` is not compared. */
  oneErrorFrom: 4,
  twoErrorsFrom: 7,
  longWord: 40,
  /** A letter of the word's ending is not an error, but a stem with less ending is nearer. */
  endingLetter: 0.12,
  endingLetters: 4,
  endingRoom: 0.6,
  /** A stem has at least so many letters, and its errors at most a third of them. */
  misspeltLetters: 3,
  lettersPerError: 3,
  /** A word is longer than a stem by fewer letters than these and the allowed errors. */
  longestEnding: 5,
  /** A short stem in a long word is chance: the word has fewer letters, one more for a stem without errors. */
  chanceLetters: 5,
  /** Stems with so much more errors than the nearest are left out, and so are those after the first few. */
  errorRange: 0.8,
  nearestStems: 12,

  // The score of a document
  /** Weights are stored in so many steps. */
  weightSteps: 25,
  /** Words in the same or the next block belong together. */
  nearBlocks: 2,
  near: 0.15,
  /** The whole query is in the title. */
  title: 1.3,
  titleShare: 0.9,
  /** Before titles are loaded: the words weigh so much that they may be in the title. */
  titleScore: 0.6,
  /** Documents with less of the query's words than this share of the best document are noise. */
  leastShare: 0.45,
  /** Documents whose titles are loaded and shown at once. */
  pageSize: 20,

  // The sentence that is shown
  longSentence: 240,
  longSentencePenalty: 0.3,
  /** A word that the heading has as well counts less than one that only the sentence has. */
  headingWord: 0.2,

  // Suggested words
  suggestedFiles: 20,
  suggestedMeanings: 9,
  suggestedLetters: 2,
  suggestions: 4,
};
