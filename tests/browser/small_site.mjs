// A site of two languages with a few pages, and what the tests of its offline copy share.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SITU, until } from './site.mjs';

const article = (title, more = '', text = '') =>
  `---\ntitle: ${title}\nsummary: ${title}.\n${more}---\n\n${title}.\n${text}`;
/** Paths below `content/` and texts. */
export const FILES = {
  'site.yaml': 'base_url: https://kb.example\nlanguages: [lv, ru]\n',
  'lv/site.yaml': 'title: Viens\ndescription: Pirmais.\n',
  'ru/site.yaml': 'title: Один\ndescription: Первый.\n',
  'lv/articles/calm.md': article(
    'Mierīgi',
    'aliases: [mierigi]\n',
    '\n![Plāns](media/plan.svg)\n\n> [!SAY]\n> Labdien!\n',
  ),
  'ru/articles/calm.md': article('Спокойно', '', '\n![План](media/other.svg)\n'),
  'ru/articles/only.md': article('Только'),
  'media/plan.svg': '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
  'media/other.svg': '<svg xmlns="http://www.w3.org/2000/svg"><rect width="8" height="8"/></svg>',
};

/** Builds the site in a new folder; returns that folder and the one of the output. */
export function buildSmallSite(files = FILES) {
  const root = mkdtempSync(path.join(tmpdir(), 'situ-small-'));
  const out = path.join(root, 'site');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, 'content', file)), { recursive: true });
    writeFileSync(path.join(root, 'content', file), text);
  }
  rebuild(root, out);
  return { root, out };
}

export function rebuild(root, out) {
  const built = spawnSync(SITU, ['build', '--root', root, '--out', out], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
}

/** The list of the files of a language that a device keeps. */
export const listOf = (out, lang) => JSON.parse(readFileSync(path.join(out, lang, 'offline.json'), 'utf8'));

/** The addresses that a complete cache of a language has; none if there is none. */
export const keptFiles = (page, lang) =>
  page.evaluate(async start => {
    for (const name of (await caches.keys()).filter(name => name.startsWith(start))) {
      const whole = await (await caches.open(name)).match('/_whole');
      if (whole) return Object.keys(await whole.json());
    }
    return [];
  }, `situ / /${lang}/offline.json `);

/** Visits a language and waits until `count` of its files are kept. */
export async function keepLanguage(page, site, out, lang, count = listOf(out, lang).files.length) {
  await page.goto(site.url(`/${lang}/`));
  await page.keyboard.press('Shift');
  const isKept = async () => (await keptFiles(page, lang)).length === count;
  await until(isKept, `not ${count} files of ${lang} are kept`);
}
