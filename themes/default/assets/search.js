// Search in the files that `situ build` leaves below <lang>/search/ (see src/search.rs). Nothing is sent to anyone.
//
//   import { search } from './search.js';
//   await search('klienta maksājums', 'lv')   -> [{url, title, kind, score, answer, excerpt()}, …]
//
// Loaded on the search page and on first use of a search field. The first part reads the language's table and stems (the
// same table and rules as src/lang/stem.rs), the second reads and asks the index, the third is the search page.

const HOME = new URL('../', import.meta.url);
const MARKS = /[\u0300-\u036f'’ʼ`´\u00ad]/g;
const LETTER = /[\p{L}\p{N}]/u;
const WORD = /[\p{L}\p{N}\u0300-\u036f]+(?:['’ʼ`´\u00ad]+[\p{L}\p{N}\u0300-\u036f]+)*/gu;

// Tables

export const readTable = rules => {
  const table = { vowels: '', fold: new Map(), inner: new Map(), words: new Map(), prefixes: [], passes: [], keys: [], read: [], loose: new Map() };
  for (const line of rules.split('\n')) {
    const parts = line.trim().split(/ +/);
    if (line[0] === ' ') {
      const pass = table.passes.at(-1);
      for (const part of parts) {
        const [rest, min = pass.min] = part.split(':');
        const [ending, instead = ''] = rest.split('>');
        pass.endings.set(ending, [instead, +min]);
        pass.longest = Math.max(pass.longest, ending.length);
      }
      continue;
    }
    const [key, ...values] = parts;
    const pairs = () => values.map(value => value.split('>'));
    if (key === 'vowels') table.vowels = values[0];
    else if (key === 'prefix') for (const value of values) { const [prefix, min] = value.split(':'); table.prefixes.push([prefix, +min]); }
    else if (key === 'pass') table.passes.push({ name: values[0], min: +values[1], next: values[2], longest: 0, endings: new Map() });
    else if (key === 'keys') table.keys.push([+values[0], values[1], values[2]]);
    else if (key === 'read') table.read.push([+values.shift(), new Map(pairs().map(([from, to]) => [from, to.split(',')]))]);
    else if (table[key] instanceof Map) for (const [from, to] of pairs()) table[key].set(from, to);
  }
  return table;
};

export const fold = (table, word) => {
  let folded = '';
  for (const c of word.toLowerCase().replace(/и\u0306/g, 'й')) folded += table.fold.get(c) ?? c;
  return folded.replace(MARKS, '');
};

const strip = (table, word) => {
  if (table.words.has(word)) return table.words.get(word);
  for (let at = 0; at < table.passes.length;) {
    const pass = table.passes[at++];
    for (let n = Math.min(pass.longest, word.length - 1); n > 0; n--) {
      const ending = pass.endings.get(word.slice(-n));
      if (!ending) continue;
      const left = word.slice(0, -n);
      if (left.length < ending[1] || ![...left].some(c => table.vowels.includes(c))) continue;
      word = left + ending[0];
      if (pass.next) at = (table.passes.findIndex(other => other.name === pass.next) + 1 || Infinity) - 1;
      break;
    }
  }
  return table.inner.size ? [...word].map((c, i) => i && table.inner.get(c) || c).join('') : word;
};

/** The stem of a folded word. */
export const stem = (table, folded) => {
  for (const [prefix, min] of table.prefixes) {
    if (!folded.startsWith(prefix)) continue;
    const rest = folded.slice(prefix.length);
    const left = strip(table, rest);
    if (left.length >= min || table.words.has(rest)) return left;
    break;
  }
  return strip(table, folded);
};

/** All spellings of a word in other letters, the likeliest first. */
const readings = (word, map, limit = 64) => {
  let all = [''];
  for (let at = 0; at < word.length;) {
    let n = 4;
    while (n > 1 && !map.has(word.slice(at, at + n))) n--;
    const options = map.get(word.slice(at, at + n)) ?? [word[at]];
    const next = [];
    for (const option of options) for (const start of all) if (next.length < limit) next.push(start + option);
    all = next;
    at += n;
  }
  return all;
};

const onKeys = (text, from, to) => [...text].map(c => { const at = from.indexOf(c); return at < 0 ? c : to[at]; }).join('');

// Index

const digits = text => {
  const numbers = [];
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    let digit = text.charCodeAt(i) - 35;
    if (digit > 57) digit--;
    if (digit < 45) { numbers.push(high * 45 + digit); high = 0; } else high = high * 45 + digit - 44;
  }
  return numbers;
};

const mask = word => { let bits = 0; for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31); return bits; };
const bits = n => { let count = 0; for (; n; n &= n - 1) count++; return count; };

/** Typing errors between a stem and a word (swapped neighbours are one); what is left of the word's ending is cheap. */
const ENDING = .12;
let [two, one, now] = [0, 0, 0].map(() => new Uint8Array(64));
const distance = (stem, word, most) => {
  const long = word.length, letters = stem.length;
  for (let j = 0; j <= long; j++) one[j] = j;
  for (let i = 1; i <= letters; i++) {
    const c = stem.charCodeAt(i - 1);
    // Only the diagonal can stay within `most`
    const from = Math.max(1, i - most), to = Math.min(long, i + most);
    let least = now[0] = i;
    if (from > 1) now[from - 1] = 99;
    for (let j = from; j <= to; j++) {
      const d = word.charCodeAt(j - 1);
      let cost = one[j - 1] + (c === d ? 0 : 1);
      if (j < i + most && one[j] + 1 < cost) cost = one[j] + 1;
      if (now[j - 1] + 1 < cost) cost = now[j - 1] + 1;
      if (i > 1 && j > 1 && c === word.charCodeAt(j - 2) && d === stem.charCodeAt(i - 2) && two[j - 2] + 1 < cost) cost = two[j - 2] + 1;
      now[j] = cost;
      if (cost < least) least = cost;
    }
    if (to < long) now[to + 1] = 99;
    if (least > most) return Infinity;
    [two, one, now] = [one, now, two];
  }
  let best = Infinity;
  for (let j = Math.max(0, letters - most, long - 4); j <= Math.min(long, letters + most); j++) best = Math.min(best, one[j] + (long - j) * ENDING);
  return best;
};

class Index {
  constructor(head, lang, load) {
    this.lang = lang;
    this.load = load;
    this.texts = head.texts;
    this.table = readTable(head.rules);
    this.stems = [];
    this.known = new Map();
    let before = '';
    for (const line of head.stems ? head.stems.split('\n') : []) {
      before = before.slice(0, digits(line[0])[0]) + line.slice(1);
      this.known.set(before, this.stems.length);
      this.stems.push(before);
    }
    this.shards = head.shards.map(([first, name]) => ({ first, name }));
  }

  key(word) { return stem(this.table, fold(this.table, word)); }

  /** The first stem that is not before `word`. */
  place(word) {
    let low = 0, high = this.stems.length;
    while (low < high) { const mid = (low + high) >> 1; if (this.stems[mid] < word) low = mid + 1; else high = mid; }
    return low;
  }

  /** Stems that begin with `start`. */
  *beginning(start) {
    for (let at = this.place(start); at < this.stems.length && this.stems[at].startsWith(start); at++) yield at;
  }

  loose(word) {
    let bare = '';
    for (const c of word) bare += this.table.loose.get(c) ?? c;
    return bare;
  }

  get looseStems() {
    if (!this.looseMap) {
      this.looseMap = new Map();
      this.stems.forEach((word, at) => {
        const bare = this.loose(word);
        if (this.looseMap.has(bare)) this.looseMap.get(bare).push(at); else this.looseMap.set(bare, [at]);
      });
    }
    return this.looseMap;
  }

  /** A word as it may be meant: [folded word, weight, whether letters were guessed]. */
  meanings(word, raw) {
    const direct = fold(this.table, word);
    const all = new Map([[direct, [1, false]]]);
    const add = (text, weight, guessed) => { if (!all.has(text)) all.set(text, [weight, guessed]); };
    if (this.known.has(stem(this.table, direct))) return all;
    for (const [weight, from, to] of this.table.keys) {
      for (const [a, b] of [[from, to], [to, from]]) {
        const typed = [...raw.toLowerCase()].some(c => a.includes(c) && /\p{L}/u.test(c)) && onKeys(raw.toLowerCase(), a, b);
        for (const [part] of (typed || '').matchAll(WORD)) if (part.length * 2 > raw.length) add(fold(this.table, part), weight, false);
      }
    }
    for (const [weight, map] of this.table.read) {
      const bare = raw.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      for (const text of new Set([fold(this.table, word), bare])) for (const reading of readings(text, map)) add(fold(this.table, reading), weight, true);
    }
    return all;
  }

  /** Stems that a word of the query may mean, with weights. */
  candidates(word, raw) {
    const found = new Map();
    const add = (at, weight) => { if (!(found.get(at) >= weight)) found.set(at, weight); };
    const meanings = [...this.meanings(word, raw)].map(([folded, [weight, guessed]]) => ({ folded, own: stem(this.table, folded), weight, guessed }));
    for (const { own, weight, guessed } of meanings) {
      if (this.known.has(own)) add(this.known.get(own), weight);
      else if (guessed && this.table.loose.size) for (const at of this.looseStems.get(this.loose(own)) ?? []) add(at, weight * .95);
    }
    const sure = found.size > 0;
    for (const { folded, own, weight, guessed } of meanings) {
      if (guessed && sure && !this.known.has(own)) continue;
      // While a word is being typed its beginning is all there is
      if (folded.length > (sure ? 3 : 2)) for (const at of this.beginning(folded)) add(at, weight * (.3 + .4 * folded.length / this.stems[at].length));
      if (own.length < 4) continue;
      // Stems that endings or sounds have parted
      const start = own.slice(0, Math.max(4, own.length - 2));
      for (const at of this.beginning(start)) {
        const other = this.stems[at], long = Math.max(other.length, own.length);
        if (long - Math.min(other.length, own.length) > 2) continue;
        let shared = start.length;
        while (shared < other.length && other[shared] === own[shared]) shared++;
        const parted = long - shared;
        if (parted < 3 && shared > parted * 2) add(at, weight * (sure ? SOFT : .6) * (parted > 1 ? .7 : 1));
      }
      const shorter = this.known.get(own.slice(0, 3));
      if (!sure && own.length < 6 && shorter !== undefined) add(shorter, weight * .4);
    }
    let tried = 0;
    if (!sure) for (const { folded, weight, guessed } of meanings) {
      if (guessed && tried++ > 3) break;
      for (const [at, errors] of this.nearest(folded)) add(at, weight * (.8 - .2 * errors));
    }
    return found;
  }

  /** Stems within few typing errors of a word. */
  nearest(folded, more = 0) {
    const most = (folded.length < 4 ? 0 : folded.length < 7 ? 1 : 2) + more;
    if (!most || folded.length > 40) return [];
    this.masks ??= Int32Array.from(this.stems, mask);
    const own = mask(folded), key = stem(this.table, folded), other = folded.startsWith(key) ? null : key;
    const near = [];
    for (let at = 0; at < this.stems.length; at++) {
      const word = this.stems[at];
      if (word.length < 3 || word.length > folded.length + most || word.length < folded.length - 5 - most) continue;
      if (bits(this.masks[at] & ~own) > most) continue;
      let errors = distance(word, folded, most);
      if (other) errors = Math.min(errors, distance(word, other, most));
      if (word[0] !== folded[0]) errors += .3;
      // A short stem in a long word is chance
      if (errors <= most + .6 && (word.length > 3 || folded.length < (errors < 1 ? 6 : 5))) near.push([at, errors]);
    }
    near.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    const least = near[0]?.[1];
    return near.filter(([, errors]) => errors <= least + .8).slice(0, 12);
  }

  async postings(numbers) {
    const lists = new Map();
    await Promise.all(numbers.map(async number => {
      let low = 0;
      for (let i = 0; i < this.shards.length && this.shards[i].first <= number; i++) low = i;
      const shard = this.shards[low];
      shard.lists ??= this.load(`${this.lang}/search/${shard.name}.json`).catch(error => { shard.lists = null; throw error; });
      lists.set(number, digits((await shard.lists)[number - shard.first]));
    }));
    return lists;
  }

  /** The words of a query, each with what it may mean. */
  slots(query) {
    const slots = [];
    for (const raw of query.split(/\s+/).slice(0, 16)) {
      const words = [...raw.matchAll(WORD)].map(([word]) => word);
      // On another layout a letter may have been typed as a sign
      const signs = this.table.keys.some(([, from, to]) => [...raw.toLowerCase()].some(c => !LETTER.test(c) && LETTER.test(to[from.indexOf(c)] ?? '')));
      const whole = signs && !words.every(word => this.known.has(this.key(word))) ? this.candidates(raw, raw) : new Map();
      if (words[0] !== raw && Math.max(0, ...whole.values()) >= .4) slots.push({ word: raw, stems: whole });
      else for (const word of words) slots.push({ word, stems: this.candidates(word, words[1] ? word : raw) });
    }
    for (const slot of slots) slot.stems = new Map([...slot.stems].sort((a, b) => b[1] - a[1]).slice(0, 24));
    return slots;
  }

  async search(query) {
    const slots = this.slots(query);
    const lists = await this.postings([...new Set(slots.flatMap(slot => [...slot.stems.keys()]))]);
    const whole = this.texts.length;
    const scores = new Map();
    let sum = 0;
    slots.forEach((slot, number) => {
      const best = new Map();
      const top = Math.max(0, ...slot.stems.values());
      let sure = 0;
      for (const [at, weight] of slot.stems) {
        const list = lists.get(at);
        if (weight >= top - .05) sure += list.length / 3;
        for (let i = 0, text = -1; i < list.length; i += 3) {
          text += list[i] + 1;
          const value = weight * (list[i + 1] + 1) / 25;
          if (!(best.get(text)?.value >= value)) best.set(text, { value, block: list[i + 2], weight });
        }
      }
      // A word that stands nowhere counts as a rare one that is missing everywhere
      const rare = Math.log(1 + (whole - Math.min(sure, whole) + .5) / (Math.min(sure, whole) + .5));
      slot.rare = slot.stems.size ? rare : Math.log(1 + whole);
      sum += slot.rare;
      for (const [text, { value, block, weight }] of best) {
        let score = scores.get(text);
        if (!score) scores.set(text, score = { score: 0, matched: 0, blocks: [] });
        score.score += slot.rare * value;
        score.matched += slot.rare * Math.min(1, (weight / top) ** .5);
        score.blocks[number] = block;
      }
    });
    const plain = fold(this.table, query).trim();
    const results = [];
    for (const [text, score] of scores) {
      const [kind, path, title, answer = ''] = this.texts[text], { pathname, hash } = new URL(path, HOME);
      const share = score.matched / sum;
      let near = 0;
      for (let i = 1; i < slots.length; i++) if (Math.abs(score.blocks[i] - score.blocks[i - 1]) < 2) near++;
      let value = score.score * share * share * (1 + .15 * near / slots.length) * KINDS[kind];
      const head = fold(this.table, title);
      if (head === plain) value *= 1.6; else if (plain.length > 3 && head.includes(plain)) value *= 1.25;
      results.push({ number: text, url: pathname + hash, title, kind, answer, score: value, share });
    }
    results.sort((a, b) => b.score - a.score || a.number - b.number);
    // What lacks the query's main words is noise beside what has them all
    const most = Math.max(0, ...results.map(result => result.share));
    const kept = results.filter(result => result.share > most * .45).slice(0, MOST);
    const meant = new Set(slots.flatMap(slot => [...slot.stems.keys()].map(at => this.stems[at])));
    for (const result of kept) {
      result.marks = word => meant.has(this.key(word));
      result.excerpt = () => this.excerpt(result);
    }
    return kept;
  }

  /** The sentence that says most of what was asked, with its heading. */
  async excerpt(result) {
    if (result.answer) return { text: result.answer, heading: '', anchor: '' };
    const path = this.texts[result.number][1].slice(this.lang.length + 1).replace(/\/$/, '');
    let best = null, most = -1;
    for (const [anchor, heading, text] of await this.load(`${this.lang}/search/text/${path}.json`)) {
      const heads = new Set([...heading.matchAll(WORD)].filter(([word]) => result.marks(word)).map(([word]) => this.key(word)));
      for (const sentence of text.split(/\n|(?<=[.!?…]["”»“]?) (?=\p{Lu}|["„«“])/u)) {
        const keys = new Set(heads);
        for (const [word] of sentence.matchAll(WORD)) if (result.marks(word)) keys.add(this.key(word));
        const value = keys.size - (sentence.length > 240 ? .3 : 0) - heads.size * .2;
        if (value > most) { most = value; best = { text: sentence, heading, anchor }; }
      }
    }
    return best ?? { text: '', heading: '', anchor: '' };
  }

  /** Words of titles that are like the words of the query that were not found. */
  suggest(query) {
    this.spelt ??= new Map(this.texts.flatMap(([, , title]) => [...title.matchAll(WORD)].map(([word]) => [this.key(word), word.toLowerCase()])));
    const near = [];
    for (const [word] of query.matchAll(WORD)) {
      if (word.length < 3) continue;
      for (const [folded] of this.meanings(word, word)) {
        for (const [at, errors] of this.nearest(folded, 1)) if (this.spelt.has(this.stems[at])) near.push([this.spelt.get(this.stems[at]), errors]);
        if (near.length > 20) break;
      }
    }
    return [...new Set(near.sort((a, b) => a[1] - b[1]).map(([word]) => word))].slice(0, 4);
  }
}

/** How much a stem counts that only begins like the word's. */
const SOFT = .35;
/** Texts shown. */
const MOST = 20;
const KINDS = { situation: 1.3, phrase: 1.25, article: 1, page: .9, term: .95 };

const fetched = async path => {
  const answer = await fetch(new URL(path, HOME));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

const opened = new Map();
/** The index of a language, loaded once. `load` gives the JSON of a path below the site's base. */
export const open = (lang, load = fetched) => {
  if (!opened.has(lang)) {
    const index = load(`${lang}/search/index.json`).then(head => new Index(head, lang, load));
    index.catch(() => opened.delete(lang));
    opened.set(lang, index);
  }
  return opened.get(lang);
};

/** What a query finds in a language, the best first. */
export const search = async (query, lang) => (await open(lang)).search(query);

// The search page. Selectors: #at_q the field, #at_results the answer, [data-result] each text found, #at_all the list from
// A to Z, #at_status what a screen reader is told.

const page = () => {
  const field = document.getElementById('at_q');
  const box = document.getElementById('at_results');
  if (!field || !box) return;
  const lang = document.documentElement.lang;
  const list = document.getElementById('at_all');
  const status = document.getElementById('at_status');
  const words = box.dataset;
  const say = text => { if (status) status.textContent = text; };
  const make = (name, inside, attributes = {}) => {
    const element = document.createElement(name);
    element.append(...[inside].flat());
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const marked = (text, marks) => {
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(WORD)) {
      if (!marks(match[0])) continue;
      parts.push(text.slice(at, match.index), make('mark', match[0]));
      at = match.index + match[0].length;
    }
    return [...parts, text.slice(at)];
  };
  const shown = result => {
    const item = make('li', [make('a', marked(result.title, result.marks), { href: result.url }), ' ',
      make('span', words[result.kind] || '', { class: 'count' })], { 'data-result': result.kind });
    const below = make('p', '', { class: 'excerpt' });
    item.append(below);
    result.excerpt().then(({ text, heading, anchor }) => {
      if (heading && anchor) below.append(make('a', heading, { href: `${result.url}#${anchor}` }), ' · ');
      else if (heading) below.append(`${heading} · `);
      below.append(...marked(text, result.marks));
      if (!below.textContent) below.remove();
    }, () => below.remove());
    return item;
  };
  const nothing = (index, query) => {
    const near = index.suggest(query).map(word => {
      const button = make('button', word, { type: 'button', 'data-suggestion': word });
      button.onclick = () => { field.value = word; field.focus(); run(); };
      return button;
    });
    const lines = [make('p', words.none)];
    if (near.length) lines.push(make('p', [words.near, ' ', ...near.flatMap(button => [button, ' '])]));
    if (words.guideHref) lines.push(make('p', make('a', words.guide, { href: words.guideHref })));
    return lines;
  };
  // Without an index the list itself is narrowed down
  const narrow = query => {
    const plain = text => text.toLowerCase().normalize('NFD').replace(MARKS, '');
    const parts = plain(query).split(/\s+/);
    for (const item of list.querySelectorAll('.rows>li')) item.hidden = !parts.every(part => plain(item.textContent).includes(part));
    for (const letter of list.querySelectorAll('.letter')) letter.hidden = !letter.querySelector('li:not([hidden])');
  };

  let asked = 0, last = null;
  const run = async () => {
    const query = field.value.trim();
    if (query === last) return;
    last = query;
    const number = ++asked;
    const address = new URL(location.href);
    if (query) address.searchParams.set('q', query); else address.searchParams.delete('q');
    history.replaceState(history.state, '', address);
    if (!query) { box.replaceChildren(); list.hidden = false; narrow(''); say(''); return; }
    let index, results;
    try {
      index = await open(lang);
      results = await index.search(query);
    } catch {
      if (number === asked) { list.hidden = false; narrow(query); }
      return;
    }
    // Only the newest question is answered
    if (number !== asked) return;
    list.hidden = true;
    if (!results.length) { box.replaceChildren(...nothing(index, query)); say(words.none); return; }
    const found = words.found.replace('%1', results.length);
    box.replaceChildren(make('p', found, { class: 'count' }), make('ol', results.map(shown), { class: 'rows found' }));
    say(found);
  };

  let timer;
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(run, 40); });
  field.form?.addEventListener('submit', async event => {
    event.preventDefault();
    clearTimeout(timer);
    await run();
    box.querySelector('[data-result] a')?.focus();
  });
  const links = () => [...box.querySelectorAll('[data-result]>a')];
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links(), at = all.indexOf(event.target);
    if (event.target !== field && at < 0) return;
    if (event.key === 'ArrowDown' && all.length) { event.preventDefault(); all[Math.min(at + 1, all.length - 1)].focus(); }
    if (event.key === 'ArrowUp' && at >= 0) { event.preventDefault(); (all[at - 1] || field).focus(); }
    if (event.key === 'Escape') { event.preventDefault(); if (at < 0) { field.value = ''; run(); } else field.focus(); }
  });
  const fromAddress = () => { field.value = new URLSearchParams(location.search).get('q') ?? ''; run(); };
  addEventListener('popstate', fromAddress);
  // What was typed before the script came wins over the address
  if (field.value.trim()) run(); else fromAddress();
};

if (typeof document !== 'undefined') page();
