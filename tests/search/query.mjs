// Input: [{lang, query}]; the argument is the folder of a built site.
// Output: the paths that each query finds, the best first.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadModule, readInput, writeOutput } from './load_module.mjs';

const { indexOf } = await loadModule();
const site = process.argv[2];
const load = async file => JSON.parse(readFileSync(path.join(site, file), 'utf8'));
const answers = [];
for (const { lang, query } of readInput()) {
  const results = await (await indexOf(lang, load)).search(query);
  // In a large index only the best results have an address.
  answers.push(results.filter(({ url }) => url).map(({ url }) => `${lang}/${url.split(`/${lang}/`).at(-1)}`));
}
writeOutput(answers);
