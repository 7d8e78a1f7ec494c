// A built site's folder and [{lang, query}] -> the paths found for each query, the best first.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answer, input, script } from './script.mjs';

const { indexOf } = await script();
const site = process.argv[2];
const load = async file => JSON.parse(readFileSync(path.join(site, file), 'utf8'));
const answers = [];
for (const { lang, query } of input()) {
  const results = await (await indexOf(lang, load)).search(query);
  // In a large index what stands further down has no address yet
  answers.push(results.filter(({ url }) => url).map(({ url }) => `${lang}/${url.split(`/${lang}/`).at(-1)}`));
}
answer(answers);
