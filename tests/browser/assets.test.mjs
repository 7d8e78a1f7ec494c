// The shipped scripts and style sheets are those of their sources, and small enough for a slow connection.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ASSETS, SOURCES, buildAssets } from './assets.mjs';

/** Bytes after gzip. A page loads one of the first three style sheets, and site.js; the others later or on some pages only. */
const BUDGETS = {
  'style.css': 6144,
  'style-lists.css': 6144,
  'style-fillable.css': 6144,
  'site.js': 2304,
  'guide.js': 3072,
  'interactions.js': 5632,
  'interactions.css': 1024,
  'case_values.js': 1024,
  'record.js': 1024,
  'fillable.js': 3072,
  'docx.js': 1408,
  'search.js': 6144,
  'phrases.js': 1024,
  'map.js': 512,
  'dates.js': 2432,
  'interest.js': 2816,
  'countries.js': 960,
  'by_language.js': 512,
  'sw.js': 1100,
};

test('assets: results equal a build of the sources', async () => {
  for (const [file, text] of await buildAssets()) {
    const name = path.basename(file);
    assert.ok(readFileSync(file, 'utf8') === text, `${name} is out of date: run \`npm run build\` in tests/browser`);
  }
});

test('assets: every script and style sheet has a source', async () => {
  const shipped = readdirSync(ASSETS).filter(name => /\.(js|css)$/.test(name));
  assert.deepEqual(shipped.sort(), [...(await buildAssets()).keys()].map(file => path.basename(file)).sort());
});

test('assets: sizes keep their budgets', () => {
  for (const [name, most] of Object.entries(BUDGETS)) {
    const { length } = gzipSync(readFileSync(path.join(ASSETS, name)), { level: 9 });
    assert.ok(length <= most, `${name} has ${length} bytes after gzip, ${most} are allowed`);
  }
});

test('assets: colours in theme.yaml equal those of the style sheet', () => {
  const read = name => readFileSync(path.join(SOURCES, name), 'utf8');
  const palette = Object.fromEntries(
    [...read('style/palette.css').matchAll(/--(\w+): var\(--light, (#\w+)\)/g)].map(([, name, colour]) => [
      name,
      colour,
    ]),
  );
  const severities = [...read('style/map.css').matchAll(/\.severity-\d \{\s+border-color: (#\w+)/g)].map(
    match => match[1],
  );
  assert.equal(severities.length, 5);
  const dark = Object.fromEntries(
    [...read('style/palette.css').matchAll(/--(\w+): var\(.+ var\(--dark, (#\w+)\)/g)].map(([, name, colour]) => [
      name,
      colour,
    ]),
  );
  const sixDigits = colour => (colour.length === 4 ? colour.replace(/\w/g, '$&$&') : colour);
  const surfaces = colours => ['bg', 'card', 'glow', 'blush'].map(name => sixDigits(colours[name]));
  const [, colors] = read('../theme.yaml').split('\ncolors:\n');
  const found = [...colors.matchAll(/^ +(\w+): (.+)$/gm)].map(([, key, value]) => [key, JSON.parse(value)]);
  assert.deepEqual(found, [
    ['light', surfaces(palette)],
    ['dark', surfaces(dark)],
    ['background', palette.bg],
    ['theme', palette.band],
    ['background', palette.bg],
    ['site', palette.accent],
    ['title', palette.ink],
    ['summary', palette.soft],
    ['severity', severities],
  ]);
});
