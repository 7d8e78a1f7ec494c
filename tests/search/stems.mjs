// {rules, words} -> the key of each word, as the browser makes it.
import { answer, input, script } from './script.mjs';

const { key, readTable } = await script();
const { rules, words } = input();
const table = readTable(rules);
answer(words.map(word => key(table, word)));
