// @ts-check
// The numbers that decide what a query finds and in which order. They are tuned so that the queries of
// tests/search/queries.json find what they mean; a change of one is measured on those queries.

/** The factor of each kind: readers come for steps and ready answers. The index stores a kind's position here. */
export const KINDS = { situation: 1.45, phrase: 1.1, article: 0.9, page: 0.8, term: 0.75, fillable: 1.2 };

// The weight of a stem as the meaning of a query word; 1 is the word itself.
/** Another word of the same stem, for instance one that differs in a diacritic only. */
export const HOMOGRAPH = 0.8;
/** A stem that begins with the word, because the reader may still be typing. The typed share of the stem is added. */
export const PREFIX = 0.3;
export const PREFIX_TYPED = 0.4;
/** A stem that differs in its last letters, because of an ending or a sound change. */
export const RELATED = 0.6;
/** The same if the stem of the word is in the index. */
export const RELATED_TO_KNOWN = 0.35;
/** A stem of the first letters of a short word that is not in the index. */
export const SHORT_WORD = 0.4;
/** A stem that differs by typing errors, before each error is subtracted. */
export const MISSPELT = 0.8;
export const PER_ERROR = 0.2;
/** Weights within this distance of the best count as the best when the rarity of a word is computed. */
export const EQUAL_WEIGHT = 0.05;
/** A word without a better meaning is taken as two words. */
export const SPLIT = 0.5;
/** The least length of each of the two. */
export const SPLIT_LETTERS = 3;
/** The least weight that makes punctuation in a query word letters of another keyboard layout. */
export const OTHER_LAYOUT = 0.4;

// Limits that keep a query fast and exclude chance matches.
/** Characters of a query that are searched, and parts of them between spaces. */
export const QUERY_LETTERS = 200;
export const QUERY_WORDS = 16;
/** Stems that a query word may mean. */
export const MEANINGS_OF_WORD = 24;
/** Spellings of a word in other letters. */
export const TRANSLITERATIONS = 64;
/** Only longer words are looked up as prefixes. */
export const PREFIX_LETTERS = 2;
/** The same if the stem of the word is in the index. */
export const PREFIX_LETTERS_OF_KNOWN = 3;
/** The least length of a stem whose related stems are looked up. */
export const RELATED_LETTERS = 4;
/** Related stems differ in fewer letters than this. */
export const RELATED_DIFFERENCE = 3;
/** Related stems share more letters than this multiple of the letters in which they differ. */
export const RELATED_SHARE = 2;
/** Stems with fewer letters belong to short words. */
export const SHORT_WORD_LETTERS = 6;
/** The letters of a short word that are looked up. */
export const SHORT_WORD_START = 3;
/** Guessed spellings that are compared with typing errors. */
export const MISSPELT_GUESSES = 4;

// Typing errors.
/** The least length of a word with one error, and with two. */
export const ONE_ERROR_FROM = 4;
export const TWO_ERRORS_FROM = 7;
/** Longer words are not compared. */
export const LONG_WORD = 40;
/** The distance that each letter of the word's ending adds, so that a longer stem is nearer. */
export const ENDING_LETTER = 0.12;
/** The letters that an ending may have. */
export const ENDING_LETTERS = 4;
/** The distance allowed in addition to the errors; it is more than an ending can add. */
export const ENDING_ROOM = 0.6;
/** The least length of a stem. A stem of this length is compared with short words only, see `chanceLetters`. */
export const MISSPELT_LETTERS = 3;
/** A stem has at least this many letters for each error. */
export const LETTERS_PER_ERROR = 3;
/** A word has at most this many letters more than the stem, beside the allowed errors. */
export const LONGEST_ENDING = 5;
/** Words of this length match the shortest stems by chance; from one letter more on if the stem is nearly the word. */
export const CHANCE_LETTERS = 5;
/** The distance below which a stem with the same first letter is nearly the word: one error and one letter of an ending. */
export const CHANCE_ERRORS = 1.2;
/** Stems whose distance exceeds the smallest by more than this are dropped. */
export const ERROR_RANGE = 1.1;
/** Stems that are kept. */
export const NEAREST_STEMS = 12;

// The score of a document.
/** The index stores the weight of a word in this number of steps. */
export const WEIGHT_STEPS = 25;
/** Words whose blocks are nearer than this belong together. */
export const NEAR_BLOCKS = 2;
/** What neighbouring words add to the score. */
export const NEAR = 0.15;
/** What a title that equals the query adds to the score. */
export const TITLE = 0.8;
/** The power of the share of the title's words that the query has, and of the share of the query that they are. */
export const TITLE_POWER = 1.5;
export const QUERY_POWER = 0.5;
/** The power of the share of the query's words that a document has. */
export const SHARE_POWER = 0.5;
/** The power of a word's rarity in that share; less than 1, so that a common word counts too. */
export const SHARE_RARITY = 0.3;
/** The power of what a word counts in a document in that share. */
export const SHARE_VALUE = 0.25;
/** The share of the best meaning's weight from which a stem counts as the word. */
export const MEANT = 0.6;
/** Before titles are loaded: the share of the query from which a document may have it in its title. */
export const TITLE_SHARE = 0.9;
/** Documents with less of the query's words than this share of the best document are dropped. */
export const LEAST_SHARE = 0.35;
/** The best results that may need a question of the guide, and the share of the best score that they have. */
export const LIKELY = 3;
export const LIKELY_SCORE = 0.65;
/** Documents that are shown at once. */
export const PAGE_SIZE = 20;

// The sentence that is shown.
/** Longer sentences lose this much. */
export const LONG_SENTENCE = 240;
export const LONG_SENTENCE_PENALTY = 0.3;
/** What a word of the query in the heading takes away, so that words in the sentence itself count more. */
export const HEADING_WORD = 0.2;

// Suggested words.
/** Files of titles that are read. */
export const SUGGESTED_FILES = 20;
/** Meanings of each query word that are compared. */
export const SUGGESTED_MEANINGS = 9;
/** Only longer words are compared. */
export const SUGGESTED_LETTERS = 2;
/** Words that are suggested. */
export const SUGGESTIONS = 4;
