// {rules, words} -> the stem of each word, as the browser makes it.
import { answer, input, script } from './script.mjs';

const { fold, readTable, stem } = await script();
const { rules, words } = input();
const table = readTable(rules);
answer(words.map(word => stem(table, fold(table, word))));
