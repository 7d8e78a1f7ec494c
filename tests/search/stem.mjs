// Input: {rules, words}. Output: the key of each word, as the browser computes it.
import { loadModule, readInput, writeOutput } from './load_module.mjs';

const { key, readTable } = await loadModule();
const { rules, words } = readInput();
const table = readTable(rules);
writeOutput(words.map(word => key(table, word)));
