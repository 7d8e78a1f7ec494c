// The search with damaged index files and random queries: it returns results or an error, and always terminates. A run
// can be repeated by its seed: SITU_SEED and SITU_FUZZ as in the fuzz tests in Rust.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open as site } from './site.mjs';
import { loadModule } from '../search/load_module.mjs';

const ROUNDS = Number(process.env.SITU_FUZZ ?? 400);
const SHARDS = [
  'klients',
  'kavēts termiņš',
  'дорого',
  'фактура',
  'rtnf',
  ' ',
  '"',
  '\\',
  '\u0000',
  '\ud800',
  '\u0301',
  '🙂',
  'а'.repeat(200),
  '(((',
  '.*',
  '[',
  '%',
  '/',
  '<b>',
  'ā̄',
  '\u202e',
  '-',
  'constructor',
  '__proto__',
  'toString',
];

let state = (BigInt(process.env.SITU_SEED ?? 1) * 0x9e3779b97f4a7c15n) | 1n;
const roll = sides => {
  state ^= (state << 13n) & 0xffffffffffffffffn;
  state ^= state >> 7n;
  state ^= (state << 17n) & 0xffffffffffffffffn;
  return Number((state & 0xffffffffn) % BigInt(Math.max(1, sides)));
};
const pick = list => list[roll(list.length)];
const query = () => Array.from({ length: 1 + roll(6) }, () => pick(SHARDS)).join(pick([' ', '', '  ', '-']));

const { indexOf } = await loadModule();
const { folder, close } = await site();
test.after(close);
const read = file => readFileSync(path.join(folder, file), 'utf8');

test('search fuzz: random queries are answered', async () => {
  const index = await indexOf('lv', async file => JSON.parse(read(file)));
  for (let round = 0; round < ROUNDS; round++) {
    const asked = query();
    const begin = process.cpuUsage();
    const results = await index.search(asked);
    assert.ok(Array.isArray(results), asked);
    assert.ok(
      results.every(result => typeof result.url === 'string' && !/^\w+script:/.test(result.url)),
      asked,
    );
    assert.ok(process.cpuUsage(begin).user < 2e6, `${JSON.stringify(asked)} takes too long`);
  }
});

test('search fuzz: doubling a query takes at most two and a half times as long', async () => {
  const index = await indexOf('lv', async file => JSON.parse(read(file)));
  const time = async words => {
    const asked = Array.from({ length: words }, (_, n) => `klients${n}`).join(' ');
    let best = Infinity;
    for (let round = 0; round < 5; round++) {
      const begin = process.cpuUsage();
      await index.search(asked);
      best = Math.min(best, process.cpuUsage(begin).user);
    }
    return best;
  };
  let words = 8;
  while (words < 4_096 && (await time(words)) < 40_000) words *= 2;
  let ratio = Infinity;
  for (let round = 0; round < 3 && ratio > 2.5; round++) ratio = (await time(words * 2)) / (await time(words));
  assert.ok(ratio <= 2.5, `${words} words: ${ratio}`);
});

test('search fuzz: damaged files are read or refused, never run, never waited for', async () => {
  let refused = 0;
  for (let round = 0; round < ROUNDS / 4; round++) {
    // A new module, because a module reads an index only once.
    const { indexOf } = await loadModule();
    const damaged = new Map();
    const load = async file => {
      if (!damaged.has(file)) {
        let text = read(file);
        if (roll(2)) {
          const at = roll(text.length);
          text = pick([
            () => text.slice(0, at),
            () => text.slice(0, at) + pick(SHARDS) + text.slice(at + roll(20)),
            () => text.slice(0, at) + text.slice(at + roll(400)),
            () => pick(['', 'null', '[]', '{}', '0', '"x"', '[[]]', '{"rules":"","texts":[],"stems":[],"shards":[]}']),
            () => text.replace(/\d+/g, digits => (roll(50) ? digits : pick(['-1', '1e9', '99999999', '0.5']))),
          ])();
        }
        damaged.set(file, text);
      }
      return JSON.parse(damaged.get(file));
    };
    const begin = process.cpuUsage();
    try {
      const index = await indexOf('lv', load);
      for (let asked = 0; asked < 3; asked++) await index.search(query());
    } catch (error) {
      assert.ok(error instanceof Error && !(error instanceof ReferenceError), error?.stack);
      refused += 1;
    }
    assert.ok(process.cpuUsage(begin).user < 5e6, `round ${round} takes too long`);
  }
  assert.ok(refused > 0, 'some damage must be noticed');
});
