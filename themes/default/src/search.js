// Search in the files that `situ build` leaves below <lang>/search/ (see src/search.rs). Nothing is sent to anyone.
//
//   import { search } from './search.js';
//   await search('klienta maksājums', 'lv')   -> [{url, title, kind, score, answer, marks(word), excerpt()}, …], the best first
//
// Loaded on the search page only. The first part reads the language's table and stems (the same table and rules as
// src/lang/stem.rs), the second reads and asks the index, the third is the search page.

const HOME = new URL('../', import.meta.url);
// The backquote stands as a number, for alone in a line it begins a text over several lines.
const MARKS = /[\u0300-\u036f'’ʼ\u0060´\u00ad]/g;
const LETTER = /[\p{L}\p{N}]/u;
const WORD = /[\p{L}\p{N}\u0300-\u036f]+(?:['’ʼ\u0060´\u00ad]+[\p{L}\p{N}\u0300-\u036f]+)*/gu;
const words = text => text.match(WORD) ?? [];
const { min, max, abs, log } = Math;

// Tables

/** The table of a language as it stands in the index: what has keys becomes a map. */
export const readTable = rules =>
  JSON.parse(JSON.stringify(rules), (key, value) =>
    key && value?.constructor === Object ? new Map(Object.entries(value)) : value,
  );

const letters = (text, map) => [...text].map(c => map.get(c) ?? c).join('');

export const fold = (table, word) => {
  word = word.toLowerCase().replace(/и\u0306/g, 'й');
  return letters(word, table.fold).replace(MARKS, '');
};

const strip = (table, word) => {
  if (table.words.has(word)) return table.words.get(word);
  for (let at = 0; at < table.pass.length;) {
    const [longest, next, endings] = table.pass[at++];
    for (let n = min(longest, word.length - 1); n > 0; n--) {
      const ending = endings.get(word.slice(-n)),
        left = word.slice(0, -n);
      if (!ending || left.length < ending[1] || ![...left].some(c => table.vowels.includes(c))) continue;
      word = left + ending[0];
      at = next ?? at;
      break;
    }
  }
  return word.slice(0, 1) + letters(word.slice(1), table.inner);
};

/** The key of a word: its stem, and signs that tell it from other words of that stem. */
export const key = (table, word) => {
  const folded = fold(table, word),
    { apart, signs, words } = table;
  const [prefix, least] = table.prefix.find(([prefix]) => folded.startsWith(prefix)) ?? [''];
  let rest = folded.slice(prefix.length),
    own = strip(table, rest),
    at = 1;
  if (own.length < least && !words.has(rest)) own = strip(table, (rest = folded));
  word = word.toLowerCase();
  if (words.has(rest) || word.length !== folded.length) return own;
  word = word.slice(-rest.length);
  while (++at < word.length && !apart.has(word.slice(at)));
  return own + [...word.slice(0, own.length)].map(c => signs.get(c)).join('') + (apart.get(word.slice(at)) ?? '');
};

/** A key without its signs. */
const bare = key => key.replace(/[!-/]+$/, '');

/** Where in a list what is alike stands. */
const placed = (list, like) => {
  const places = Object.create(null);
  list.forEach((word, at) => (places[like(word)] ??= []).push(at));
  return places;
};

/** All spellings of a word in other letters, the likeliest first. */
const readings = (word, map) => {
  let all = [''];
  for (let at = 0; at < word.length;) {
    let n = 4;
    while (n > 1 && !map.has(word.slice(at, at + n))) n--;
    const next = [];
    for (const option of map.get(word.slice(at, at + n)) ?? [word[at]]) next.push(...all.map(start => start + option));
    all = next.slice(0, 64);
    at += n;
  }
  return all;
};

// Index

const digits = text => {
  const numbers = [];
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    let digit = text.charCodeAt(i) - 35;
    if (digit > 57) digit--;
    if (digit < 45) {
      numbers.push(high * 45 + digit);
      high = 0;
    } else high = high * 45 + digit - 44;
  }
  return numbers;
};

const mask = word => {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
};
const bits = n => {
  let count = 0;
  for (; n; n &= n - 1) count++;
  return count;
};

/** Typing errors between a stem and a word (swapped neighbours are one); what is left of the word's ending is cheap. */
const ENDING = 0.12;
let [two, one, now] = [0, 0, 0].map(() => new Uint8Array(64));
const distance = (stem, word, most) => {
  const long = word.length,
    short = stem.length;
  for (let j = 0; j <= long; j++) one[j] = j;
  for (let i = 1; i <= short; i++) {
    const c = stem[i - 1];
    let least = (now[0] = i);
    for (let j = 1; j <= long; j++) {
      const d = word[j - 1],
        swapped = i > 1 && j > 1 && c === word[j - 2] && d === stem[i - 2];
      now[j] = min(one[j - 1] + (c !== d), one[j] + 1, now[j - 1] + 1, swapped ? two[j - 2] + 1 : 99);
      least = min(least, now[j]);
    }
    if (least > most) return Infinity;
    [two, one, now] = [one, now, two];
  }
  let best = Infinity;
  for (let j = max(0, long - 4); j <= long; j++) best = min(best, one[j] + (long - j) * ENDING);
  return best;
};

const loaded = {};
/** What `load` gives for a path; asked again only after it failed. */
const once = (path, load) =>
  (loaded[path] ??= load(path).catch(error => {
    delete loaded[path];
    throw error;
  }));

// What each kind counts; in the index a kind is its number here
const KINDS = { situation: 1.3, phrase: 1.25, article: 1, page: 0.9, term: 0.95 };

class Index {
  constructor(head, lang, load) {
    Object.assign(this, head);
    // What is called by a name stands in a file of its own
    this.load = part => (part.map ? part : once(`${lang}/search/${part}.json`, load));
    this.table = readTable(head.rules);
    let before = '';
    this.keys = head.stems
      .split('\n')
      .filter(Boolean)
      .map(line => (before = before.slice(0, digits(line[0])[0]) + line.slice(1)));
    this.stems = this.keys.map(bare);
    this.known = placed(this.keys, bare);
  }

  stem(word) {
    return bare(key(this.table, word));
  }

  /** Numbers of the stems that begin with `start`. */
  *beginning(start) {
    let low = 0,
      high = this.stems.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.stems[mid] < start) low = mid + 1;
      else high = mid;
    }
    for (; this.stems[low]?.startsWith(start); low++) yield low;
  }

  /** A word as it may be meant: folded, its stem, weight, whether letters were guessed. */
  meanings(word, raw) {
    const { table } = this,
      typed = raw.toLowerCase(),
      all = new Map();
    const add = (text, weight, guessed) => {
      const folded = fold(table, text);
      if (!all.has(folded)) all.set(folded, { folded, own: this.stem(text), whole: key(table, text), weight, guessed });
    };
    add(word, 1, false);
    if (this.known[this.stem(word)]) return [...all.values()];
    for (const [weight, ...sides] of table.keys)
      for (const [a, b] of [sides, [sides[1], sides[0]]]) {
        if ([...typed].some(c => a.includes(c) && LETTER.test(c)))
          for (const part of words(letters(typed, { get: c => b[a.indexOf(c)] })))
            if (part.length * 2 > raw.length) add(part, weight, false);
      }
    for (const [weight, map] of table.read) {
      const bare = [...typed].filter(c => LETTER.test(c)).join('');
      for (const text of new Set([fold(table, word), bare]))
        for (const reading of readings(text, map)) add(reading, weight, true);
    }
    return [...all.values()];
  }

  /** Stems that a word of the query may mean: number -> weight. */
  candidates(word, raw) {
    const found = new Map(),
      { known, stems, keys } = this,
      loose = word => letters(word, this.table.loose);
    const add = (at, weight) => {
      if (!(found.get(at) >= weight)) found.set(at, weight);
    };
    const meanings = this.meanings(word, raw);
    for (const { own, whole, weight, guessed } of meanings) {
      // What was guessed is compared loosely, if need be
      for (const at of known[own] ?? ((guessed && (this.alike ??= placed(stems, loose))[loose(own)]) || []))
        add(at, weight * (keys[at] === whole ? 1 : 0.8));
    }
    const sure = found.size > 0;
    for (const { folded, own, weight, guessed } of meanings) {
      if (guessed && sure && !known[own]) continue;
      // While a word is being typed its beginning is all there is
      if (folded.length > (sure ? 3 : 2))
        for (const at of this.beginning(folded)) add(at, weight * (0.3 + (0.4 * folded.length) / stems[at].length));
      if (own.length < 4) continue;
      // Stems that endings or sounds have parted
      const start = own.slice(0, max(4, own.length - 2));
      for (const at of this.beginning(start)) {
        const other = stems[at],
          long = max(other.length, own.length);
        let shared = start.length;
        while (shared < other.length && other[shared] === own[shared]) shared++;
        const parted = long - shared;
        if (abs(other.length - own.length) < 3 && parted < 3 && shared > parted * 2)
          add(at, weight * (sure ? 0.35 : 0.6));
      }
      if (!sure && own.length < 6) for (const at of known[own.slice(0, 3)] ?? []) add(at, weight * 0.4);
    }
    let tried = 0;
    if (!sure)
      for (const { folded, weight, guessed } of meanings) {
        if (guessed && tried++ > 3) break;
        for (const [at, errors] of this.nearest(folded)) add(at, weight * (0.8 - 0.2 * errors));
      }
    return found;
  }

  /** Stems within few typing errors of a word: [number, errors]. */
  nearest(folded, more = 0) {
    const long = folded.length,
      most = (long < 4 ? 0 : long < 7 ? 1 : 2) + more;
    if (!most || long > 40) return [];
    this.masks ??= Int32Array.from(this.stems, mask);
    const own = mask(folded),
      stem = this.stem(folded),
      near = [];
    this.stems.forEach((word, at) => {
      if (
        word.length < 3 ||
        word.length > long + most ||
        word.length < long - 5 - most ||
        bits(this.masks[at] & ~own) > most
      )
        return;
      let errors = distance(word, folded, most);
      if (!folded.startsWith(stem)) errors = min(errors, distance(word, stem, most));
      // A short stem in a long word is chance
      if (errors <= min(most, word.length / 3) + 0.6 && (word.length > 3 || long < (errors < 1 ? 6 : 5)))
        near.push([at, errors]);
    });
    return near
      .sort((a, b) => a[1] - b[1])
      .filter(([, errors]) => errors <= near[0][1] + 0.8)
      .slice(0, 12);
  }

  /** The words of a query, each with what it may mean. */
  slots(query) {
    const slots = [];
    for (const raw of query.split(/\s+/).slice(0, 16)) {
      const parts = words(raw);
      // On another layout a letter may have been typed as a sign
      const signs = this.table.keys.some(([, from]) => [...raw].some(c => !LETTER.test(c) && from.includes(c)));
      const whole = signs && !parts.every(word => this.known[this.stem(word)]) ? this.candidates(raw, raw) : new Map();
      if (parts[0] !== raw && max(0, ...whole.values()) >= 0.4) slots.push(whole);
      else for (const word of parts) slots.push(this.candidates(word, parts[1] ? word : raw));
    }
    return slots.map(stems => new Map([...stems].sort((a, b) => b[1] - a[1]).slice(0, 24)));
  }

  /** All that is found, the best first. In a large index only the first twenty have url, title and answer: see `best`. */
  async search(query) {
    const slots = this.slots(query),
      whole = this.kinds.length,
      scores = new Map();
    // Where each stem stands: three numbers for each text
    const lists = new Map(
      await Promise.all(
        [...new Set(slots.flatMap(stems => [...stems.keys()]))].map(async at => {
          const [first, name] = this.shards.findLast(([first]) => first <= at);
          return [at, digits((await this.load(name))[at - first])];
        }),
      ),
    );
    let sum = 0;
    slots.forEach((stems, number) => {
      const best = new Map(),
        top = max(0, ...stems.values());
      let sure = 0;
      for (const [at, weight] of stems) {
        const list = lists.get(at),
          stem = this.stems[at];
        if (weight >= top - 0.05) sure += list.length / 3;
        for (let i = 0, text = -1; i < list.length; i += 3) {
          text += list[i] + 1;
          const value = (weight * (list[i + 1] + 1)) / 25,
            block = list[i + 2],
            other = best.get(text);
          // Words of one stem add up, as their occurrences do
          if (other?.stem === stem) other.value += value * (1 - other.value);
          else if (!(other?.value >= value)) best.set(text, { value, block, weight, stem });
        }
      }
      // A word that stands nowhere counts as a rare one that is missing everywhere
      sure = min(sure, whole);
      const rare = log(1 + (stems.size ? (whole - sure + 0.5) / (sure + 0.5) : whole));
      sum += rare;
      for (const [text, { value, block, weight }] of best) {
        const score = scores.get(text) ?? { score: 0, matched: 0, blocks: [] };
        scores.set(text, score);
        score.score += rare * value;
        score.matched += rare * min(1, (weight / top) ** 0.5);
        score.blocks[number] = block;
      }
    });
    const plain = text => words(fold(this.table, text)).join(),
      asked = plain(query),
      meant = new Set([...lists.keys()].map(at => this.stems[at]));
    const marks = word => meant.has(this.stem(word));
    const results = [...scores].map(([number, { score, matched, blocks }]) => {
      const kind = Object.keys(KINDS)[this.kinds[number]],
        share = matched / sum,
        part = this.texts[(number / this.size) | 0];
      const near = blocks.filter((block, i) => abs(block - blocks[i - 1]) < 2).length;
      const rate = whole =>
        score * share * share * (1 + (0.15 * near) / slots.length) * KINDS[kind] * (whole ? 1.3 : 1);
      const read = texts => {
        const [path, title, answer] = texts[number % this.size];
        return Object.assign(result, {
          url: HOME.pathname + path,
          title,
          answer,
          score: rate(share > 0.9 && plain(title).includes(asked)),
        });
      };
      // Where all words weigh much, they may stand in the title
      const result = {
        kind,
        share,
        score: rate(share > 0.9 && score > sum * 0.6),
        marks,
        excerpt: () => this.excerpt(result),
        read: async () => read(await this.load(part)),
      };
      return part.map ? read(part) : result;
    });
    // What lacks the query's main words is noise beside what has them all
    const least = max(0, ...results.map(result => result.share)) * 0.45;
    const found = ranked(results.filter(result => result.share > least));
    return [...(await best(found)), ...found];
  }

  /** The sentence that says most of what was asked, with its heading: from the page itself. */
  async excerpt({ url, answer, marks }) {
    if (answer) return { text: answer };
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
    const keys = text =>
      words(text)
        .filter(marks)
        .map(word => this.stem(word));
    let best = { text: '' },
      most = -1,
      heading = '',
      anchor = '';
    for (const part of page.querySelectorAll('main :is(h2,h3,h4,p,li,td,dd,label)')) {
      if (part.closest('nav,[hidden],.off-paper,.buttons,.when') || part.querySelector('p,li,label')) continue;
      const text = part.textContent.trim().replace(/\s+/g, ' ');
      if (part.localName[0] === 'h') {
        heading = text;
        anchor = (part.id ? part : part.closest('fieldset,section'))?.id;
        continue;
      }
      const heads = keys(heading);
      for (const sentence of text.split(/(?<=[.!?…]["”»“]?) (?=\p{Lu}|["„«“])/u)) {
        const value =
          new Set([...heads, ...keys(sentence)]).size - (sentence.length > 240 ? 0.3 : 0) - new Set(heads).size * 0.2;
        if (value > most) {
          most = value;
          best = { text: sentence, heading, anchor };
        }
      }
    }
    return best;
  }

  /** Words of titles that are like the words of the query that were not found. */
  async suggest(query) {
    const texts = (await Promise.all(this.texts.slice(0, 20).map(this.load))).flat(),
      near = new Set();
    const spelt = new Map(texts.flatMap(text => words(text[1]).map(word => [this.stem(word), word.toLowerCase()])));
    for (const word of words(query))
      for (const { folded } of this.meanings(word, word).slice(0, 9)) {
        if (folded.length > 2) for (const [at] of this.nearest(folded, 1)) near.add(spelt.get(this.stems[at]));
      }
    return [...near].filter(Boolean).slice(0, 4);
  }
}

const ranked = results => results.sort((a, b) => b.score - a.score);

/** The next twenty, read, taken out of what was found. */
const best = async results => ranked(await Promise.all(results.splice(0, 20).map(result => result.read())));

/** The index of a language. `load` gives the JSON of a path below the site's base. */
export const indexOf = async (lang, load = path => fetch(new URL(path, HOME)).then(answer => answer.json())) => {
  const head = await once(`${lang}/search/index.json`, load);
  return (head.index ??= new Index(head, lang, load));
};

/** What a query finds in a language, the best first; in a large index the best twenty. */
export const search = async (query, lang) => (await (await indexOf(lang)).search(query)).filter(result => result.url);

// The search page. Selectors: #at_q the field, #at_results the answer, [data-result] each text found, #at_all the list from
// A to Z, #at_status what a screen reader is told.

const page = () => {
  const [field, box, list, status] = ['q', 'results', 'all', 'status'].map(id => document.getElementById(`at_${id}`));
  if (!field || !box) return;
  const { lang } = document.documentElement,
    told = box.dataset;
  const say = text => {
    status.textContent = text;
  };
  const make = (name, inside, attributes = {}) => {
    const element = document.createElement(name);
    element.append(...[inside].flat());
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };
  const marked = (text, marks) =>
    text
      .split(new RegExp(`(${WORD.source})`, 'u'))
      .map((part, i) => (i % 2 && marks(part) ? make('mark', part) : part));
  // A sentence is looked for when its place comes into sight
  const sight = new IntersectionObserver(seen => {
    for (const { isIntersecting, target } of seen)
      if (isIntersecting) {
        sight.unobserve(target);
        target.fill();
      }
  });
  // So many texts at once; more when the last of them comes into sight
  const grow = async (rows, results) => {
    rows.append(...(await best(results)).map(shown));
    const { lastChild } = rows;
    if (results[0]) {
      lastChild.fill = () => grow(rows, results);
      sight.observe(lastChild);
    }
    return rows;
  };
  const shown = result => {
    const { url, title, kind, marks } = result,
      below = make('p', '\u00a0', { class: 'excerpt' });
    below.fill = () =>
      result
        .excerpt()
        .then(({ text, heading, anchor }) => {
          const place = heading ? [anchor ? make('a', heading, { href: `${url}#${anchor}` }) : heading, ' · '] : [];
          below.replaceChildren(...place, ...marked(text, marks));
        })
        .catch(() => below.remove());
    sight.observe(below);
    return make(
      'li',
      [make('a', marked(title, marks), { href: url }), ' ', make('span', told[kind], { class: 'count' }), below],
      { 'data-result': kind },
    );
  };
  const nothing = async (index, query) => {
    const near = (await index.suggest(query)).map(word => {
      const button = make('button', word, { type: 'button', 'data-suggestion': word });
      button.onclick = () => {
        field.value = word;
        field.focus();
        run();
      };
      return [' ', button];
    });
    return [
      make('p', told.none),
      ...(near.length ? [make('p', [told.near, ...near.flat()])] : []),
      ...(told.guideHref ? [make('p', make('a', told.guide, { href: told.guideHref }))] : []),
    ];
  };
  // Without an index the list itself is narrowed down
  const narrow = query => {
    const plain = text => text.toLowerCase().normalize('NFD').replace(MARKS, '');
    list.hidden = false;
    for (const item of list.querySelectorAll('.rows>li'))
      item.hidden = !plain(query)
        .split(/\s+/)
        .every(part => plain(item.textContent).includes(part));
    for (const letter of list.querySelectorAll('.letter')) letter.hidden = !letter.querySelector('li:not([hidden])');
  };

  let last;
  const run = async () => {
    const query = field.value.trim();
    if (query === last) return;
    last = query;
    history.replaceState(null, '', query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    if (!query) {
      box.replaceChildren();
      narrow('');
      say('');
      return;
    }
    try {
      const index = await indexOf(lang),
        results = await index.search(query),
        count = results.length;
      const found = await (count ? grow(make('ol', [], { class: 'rows found' }), results) : nothing(index, query));
      // Only the newest question is answered
      if (query !== last) return;
      list.hidden = true;
      say(count ? told.found.replace('%1', count) : told.none);
      box.replaceChildren(...(count ? [make('p', status.textContent, { class: 'count' }), found] : found));
    } catch {
      if (query === last) narrow(query);
    }
  };

  let timer;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(run, 40);
  });
  const links = () => [...box.querySelectorAll('[data-result]>a')];
  field.form.addEventListener('submit', async event => {
    event.preventDefault();
    clearTimeout(timer);
    await run();
    links()[0]?.focus();
  });
  addEventListener('keydown', event => {
    const all = links(),
      at = all.indexOf(event.target),
      to = { ArrowDown: all[at + 1], ArrowUp: all[at - 1] ?? field, Escape: field }[event.key];
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      !to ||
      (at < 0 && (event.target !== field || event.key === 'ArrowUp'))
    )
      return;
    event.preventDefault();
    to.focus();
    if (event.key === 'Escape' && at < 0) {
      field.value = '';
      run();
    }
  });
  // What was typed before the script came wins over the address
  field.value ||= new URLSearchParams(location.search).get('q') ?? '';
  run();
};

if (globalThis.document) page();
