// Builds the scripts and the style sheet of the default theme: bundles each source with its imports and minifies it.
// `node assets.mjs` writes the results; assets.test.mjs proves that they are up to date.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const THEME = fileURLToPath(new URL('../../themes/default/', import.meta.url));
export const SOURCES = path.join(THEME, 'src');
export const ASSETS = path.join(THEME, 'assets');

/** The sources that are shipped, and the format of each script: all but the modules are loaded as classic scripts. */
const FORMATS = {
  'site.js': 'iife',
  'guide.js': 'iife',
  'interactions.js': 'esm',
  'case_values.js': 'esm',
  'record.js': 'esm',
  'fillable.js': 'esm',
  'docx.js': 'esm',
  'search.js': 'esm',
  'phrases.js': 'esm',
  'map.js': 'esm',
  'dates.js': 'esm',
  'interest.js': 'esm',
  'countries.js': 'esm',
  'by_language.js': 'iife',
  'redirect.js': 'iife',
  'sw.js': 'iife',
  'style.css': undefined,
  'style-lists.css': undefined,
  'interactions.css': undefined,
  'style-fillable.css': undefined,
};

/** Properties of the search that no other script and no file of the index has. They get short names. */
const INTERNAL_PROPERTIES = new RegExp(
  `^(${[
    'addPrefixed addRelated blocks byLooseStem byStem candidates certain folded functional guesses head',
    'isFunctionWord itemNumber known load looselyEqual masks matchWord matched matches meanings nearest postings',
    'queryWords question rarity startingWith stem suggest table titleFit weight wholeCandidates',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
);

/** The path of each shipped file and the text that its sources give. */
export async function buildAssets() {
  const built = Object.entries(FORMATS).map(async ([name, format]) => {
    const { outputFiles } = await build({
      absWorkingDir: THEME,
      entryPoints: [path.join(SOURCES, name)],
      outfile: path.join(ASSETS, name),
      bundle: true,
      format,
      minify: true,
      charset: 'utf8',
      target: 'es2022',
      mangleProps: name === 'search.js' ? INTERNAL_PROPERTIES : undefined,
      legalComments: 'none',
      write: false,
    });
    return [outputFiles[0].path, outputFiles[0].text];
  });
  return new Map(await Promise.all(built));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of await buildAssets()) writeFileSync(file, text);
}
