// The service worker's table of addresses: which kept files an address may mean.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { SOURCES } from './assets.mjs';

const entry = path.join(SOURCES, 'sw/address.js');
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
const { keyOf, keysOf } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

test('addresses: every form of an address leads to its page', () => {
  for (const [page, forms] of Object.entries({
    '/kb/lv/articles/calm/': [
      '/kb/lv/articles/calm/',
      '/kb/lv/articles/calm',
      '/kb/lv/articles/calm/index.html',
      '/kb/lv/articles/calm/index',
      '/kb/lv/articles//calm/',
      '/kb/LV/Articles/Calm',
      '/KB/LV/ARTICLES/CALM/INDEX.HTML',
      '/kb/lv/%61rticles/calm/',
      '/kb/lv/articles/%43alm',
    ],
    '/': ['/', '/index.html', '/index', '//'],
    '/lv/articles/calm.html': [
      '/lv/articles/calm.html',
      '/lv/articles/calm',
      '/lv/articles/calm/',
      '/lv/articles/Calm',
    ],
  })) {
    for (const form of forms) assert.ok(keysOf(form).includes(page), `${form} means ${keysOf(form)}`);
  }
});

test('addresses: an address means first what it says', () => {
  for (const path of ['/lv/', '/lv/articles/calm', '/lv/index.html', '/assets/Style.css', '/media/Plans.png']) {
    assert.equal(keysOf(path)[0], path);
  }
});

test('addresses: another page is not meant', () => {
  for (const [form, other] of [
    ['/lv/articles/calm', '/lv/articles/'],
    ['/lv/articles/calm/', '/lv/articles/calmer/'],
    ['/lv/index-of-all/', '/lv/'],
    ['/lv/reindex', '/lv/'],
    ['/lv%2Farticles/calm/', '/lv/articles/calm/'],
    ['/media/a%23b.png', '/media/a'],
  ]) {
    assert.ok(!keysOf(form).includes(other), `${form} means ${keysOf(form)}`);
  }
});

test('addresses: the key of a file does not depend on how its name was typed', () => {
  const same = [
    ['/media/skaņa.png', '/media/ska%C5%86a.png', '/media/skan\u0327a.png', '/media/skan%CC%A7a.png'],
    ['/media/a b.png', '/media/a%20b.png'],
    ['/media/a+b@c.png', '/media/a%2Bb%40c.png'],
    ['/media/100%.png', '/media/100%25.png'],
  ];
  for (const forms of same) for (const form of forms) assert.equal(keyOf(form), keyOf(forms[0]), form);
  // A key is its own key, so that a redirect to it ends there.
  for (const form of same.flat()) assert.equal(keyOf(keyOf(form)), keyOf(form));
});
