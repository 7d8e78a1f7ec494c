// What a reader does with a page: the look, copying, sharing and printing, the own case, another language at the same place.
// Loaded by site.js at the reader's first move; nothing here is needed to read, and nothing is sent to anyone.

const plain = element => element.textContent.replace(/\s+/g, ' ').trim();
const here = () => location.href.split(/[?#]/)[0];

/** What only this script says, by the ids of the strings without their `script_`. */
const spoken = async ({ dataset, lang }) => {
  try {
    return await (await fetch(`${dataset.base}${lang}/words.json`)).json();
  } catch {
    return {};
  }
};

/** `page` is what site.js knows of the page. */
export default async function start(page) {
  const { get, set, theme, all, main, boxes, show, read, tick, today, view, address, unfold } = page;
  const root = document.documentElement;
  // Whoever comes from another language reads on at the same heading: by its name, or by its number among all
  const counted = location.hash.match(/^#at-(\d+)-(.*)$/);
  if (counted) {
    const heading = document.getElementById(counted[2]) || all('h1,h2,h3', main)[counted[1]];
    unfold(heading);
    history.replaceState(null, '', location.pathname);
    heading?.scrollIntoView();
  }
  const words = await spoken(root);
  const status = document.getElementById('at_status');
  const say = text => {
    if (status) status.textContent = text;
  };
  const job = name => document.querySelector(`[data-do=${name}]`);
  const make = (name, inside = '', attributes = {}) => {
    const element = document.createElement(name);
    element.append(...[inside].flat());
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  /** A button that takes something away, and offers to bring it back until something else is done. */
  const offer = (button, back) => {
    if (!button) return;
    button.words ??= plain(button);
    button.textContent = back ? words[`${button.dataset.do}_undo`] : button.words;
    button.kept = back;
  };

  // Ticks of actions that have another name now
  for (const pair of (main.dataset.renamed || '').split(',').filter(Boolean)) {
    const [from, to] = pair.split(' ').map(key => `tick:${key}`);
    const before = get(from);
    if (before !== null && get(to) === null) set(to, before);
    set(from, null);
  }
  if (main.dataset.renamed) read();

  // Theme
  const choices = all('[data-theme-set]');
  const press = () => {
    const now = theme();
    for (const b of choices) b.setAttribute('aria-pressed', b.dataset.themeSet === now);
  };
  press();

  // The reader's case: four notes, kept on the device only, for the blanks that the language's site.yaml names
  const fields = all('input[data-case]', main);
  const noted = () => {
    try {
      return JSON.parse(get('case')) || {};
    } catch {
      return {};
    }
  };
  const fill = () => {
    const notes = noted();
    for (const field of fields) if (field !== document.activeElement) field.value = notes[field.dataset.case] || '';
    for (const blank of all('.blank[data-case]', main)) {
      const note = notes[blank.dataset.case];
      blank.dataset.words ??= blank.textContent;
      blank.textContent = note || blank.dataset.words;
      blank.classList.toggle('filled', !!note);
    }
    // On paper a note stands on its line
    for (const field of fields) field.labels[0].dataset.note = notes[field.dataset.case] || '';
  };
  const note = notes => {
    set('case', Object.keys(notes).length ? JSON.stringify(notes) : null);
    fill();
  };
  const write = field => {
    const notes = noted();
    const value = field.value.trim();
    if (value) notes[field.dataset.case] = value;
    else delete notes[field.dataset.case];
    note(notes);
    offer(job('forget'), null);
  };
  for (const field of fields) {
    // What was typed before this script came counts too
    if (field.value.trim()) write(field);
    field.oninput = () => write(field);
  }
  fields[0]?.closest('.fields').addEventListener(
    'focusin',
    ({ currentTarget }) => {
      currentTarget.after(make('p', words.note, { class: 'fine' }));
    },
    { once: true },
  );
  addEventListener('storage', fill);
  main.addEventListener('click', ({ target }) => {
    if (!target.matches('.blank[data-case]')) return;
    const field = fields.find(field => field.dataset.case === target.dataset.case);
    unfold(field);
    field?.focus();
  });
  fill();

  // Copying and sharing
  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {}
    const area = make('textarea', '', { class: 'vh' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };
  // Whoever closes the sheet has not failed
  const share = what => navigator.share(what).catch(() => {});
  // A button says what it did for a moment
  const answer = (
    button,
    done,
    text,
    write = text => {
      button.textContent = text;
    },
  ) => {
    say(done ? text : words.failed);
    if (!done || button.dataset.said) return;
    button.dataset.said = button.getAttribute('aria-label') || plain(button);
    write(words.copied);
    setTimeout(() => {
      write(button.dataset.said);
      delete button.dataset.said;
    }, 3000);
  };
  const textOf = message => message.querySelector('.say-text').innerText.trim();
  /** Says what is still to be filled in, in the message and for screen readers. */
  const remind = message => {
    const blanks = [...new Set(all('.blank:not(.filled)', message).map(plain))].join(' ');
    const old = message.querySelector('.say-fill');
    const text = blanks && `${words.fill} ${blanks}`;
    if (old) old.textContent = text;
    else if (text) message.append(make('p', text, { class: 'say-fill' }));
    return text;
  };
  if (navigator.share) {
    for (const button of all('[data-do=share]')) button.hidden = false;
    for (const message of all('.say', main)) {
      message.append(
        make('button', '', { type: 'button', class: 'copy send', 'data-do': 'send', 'aria-label': words.share }),
      );
    }
  }

  const list = () => {
    const lines = [plain(main.querySelector('h1'))];
    const when = document.querySelector('.when>span');
    if (when) lines.push(plain(when));
    let last;
    for (const box of boxes) {
      const phase = box.closest('.phase');
      if (phase && phase !== last) lines.push('', plain((last = phase).querySelector('h2')));
      lines.push(`[${box.checked ? 'x' : ' '}] ${plain(box.labels[0])}`);
    }
    return [...lines, '', here()].join('\n');
  };

  // A record on one sheet: the case, and what is done and open in each moment, with the days
  const date = iso => new Date(iso).toLocaleDateString(root.lang, { dateStyle: 'long', timeZone: 'UTC' });
  const record = () => {
    const line = box => {
      const day = get(`tick:${box.dataset.action}`) || '';
      const text = plain(box.labels[0]);
      return make('li', box.checked && day.length > 2 ? [text, ' ', make('span', `(${date(day)})`)] : text);
    };
    const moment = phase => {
      const own = all('[data-action]', phase);
      const half = (word, list) => (list.length ? [make('h3', word), make('ul', list.map(line))] : []);
      const parts = [
        ...half(
          words.done,
          own.filter(box => box.checked),
        ),
        ...half(
          words.open,
          own.filter(box => !box.checked),
        ),
      ];
      return parts.length ? make('section', [make('h2', plain(phase.querySelector('h2'))), ...parts]) : '';
    };
    const notes = fields.map(field => [make('dt', plain(field.labels[0])), make('dd', field.value)]).flat();
    return make(
      'div',
      [
        make('h1', plain(main.querySelector('h1'))),
        make('p', `${words.printed} ${date(today)}`),
        make('dl', notes),
        make('div', all('.phase', main).map(moment), { class: 'moments' }),
        make('p', here()),
      ],
      { id: 'at_record' },
    );
  };

  const leave = () => {
    view(null);
    history.replaceState(null, '', location.pathname);
    read();
  };
  const jobs = {
    message: async button => {
      const message = button.closest('.say');
      const done = await copy(textOf(message));
      const left = remind(message);
      answer(button, done, `${words.copied}. ${left}`, text => button.setAttribute('aria-label', text));
    },
    send: button => {
      const message = button.closest('.say');
      say(remind(message));
      share({ text: textOf(message) });
    },
    share: () => share({ title: plain(main.querySelector('h1')), text: list() }),
    copy: async button => answer(button, await copy(list()), words.list_copied),
    link: async button => {
      const ticked = boxes.filter(box => box.checked).map(box => box.dataset.action);
      answer(button, await copy(`${here()}#ticks=${ticked}`), words.link_copied);
    },
    take: () => {
      const seen = boxes.map(box => [box, box.checked]);
      view(null);
      for (const [box, on] of seen) tick(box, on);
      leave();
      say(words.taken);
    },
    own: leave,
    print: () => print(),
    record: () => {
      const sheet = record();
      main.append(sheet);
      root.classList.add('recording');
      addEventListener(
        'afterprint',
        () => {
          root.classList.remove('recording');
          sheet.remove();
        },
        { once: true },
      );
      print();
    },
    forget: button => {
      const back = button.kept;
      const before = noted();
      note(back || {});
      offer(button, back || !Object.keys(before).length ? null : before);
      say(words[`${button.dataset.do}_${back ? 'undone' : 'done'}`]);
    },
    reset: button => {
      const back = button.kept;
      const before = boxes.filter(box => box.checked).map(box => [box, get(`tick:${box.dataset.action}`)]);
      for (const [box, day] of back || before) {
        tick(box, !!back);
        if (back && day && !view()) set(`tick:${box.dataset.action}`, day);
      }
      offer(button, back || !before.length ? null : before);
      show();
      say(words[`${button.dataset.do}_${back ? 'undone' : 'done'}`]);
    },
  };
  addEventListener('click', ({ target }) => {
    const button = target.closest('[data-do],[data-theme-set]');
    if (!button) return;
    if (button.dataset.do) return void jobs[button.dataset.do](button);
    const to = button.dataset.themeSet;
    set('theme', to === 'system' ? null : to);
    press();
  });
  main.addEventListener('change', event => {
    if (event.target.dataset.action) offer(job('reset'), null);
  });

  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])', main);
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });

  // Another language at the same place: the step or heading where the reader was, even if the way to the switch led past others
  const marks = all('h1,h2,h3,[data-action]', main);
  const nameOf = mark =>
    mark.dataset.action ? `#${mark.id}` : `#at-${all('h1,h2,h3', main).indexOf(mark)}-${mark.id}`;
  const nearest = line =>
    marks
      .filter(mark => mark.offsetParent && mark.getBoundingClientRect().top <= line - (mark.dataset.action ? 60 : 0))
      .at(-1);
  let place = '';
  let seen = 0;
  let resting;
  const look = () => {
    const mark = scrollY > 300 && nearest(innerHeight * 0.2);
    if (mark) [place, seen] = [nameOf(mark), Date.now()];
  };
  addEventListener(
    'scroll',
    () => {
      clearTimeout(resting);
      resting = setTimeout(look, 400);
    },
    { passive: true },
  );
  look();
  addEventListener(
    'click',
    ({ target }) => {
      const link = target.closest('.languages a');
      if (!link) return;
      const named = address();
      const mark = named && (named.dataset.action ? named : nearest(named.getBoundingClientRect().top + 8));
      const recent = Date.now() - seen < 20000;
      link.hash = view() ? location.hash : recent ? place : mark ? nameOf(mark) : '';
    },
    true,
  );

  // Keeping the language for use without a network
  const { serviceWorker } = navigator;
  const { base, offline } = root.dataset;
  if (offline && serviceWorker && isSecureContext) {
    serviceWorker
      .register(`${base}sw.js`, { scope: base })
      .then(() => serviceWorker.ready)
      .then(ready => ready.active.postMessage({ keep: offline }))
      .catch(() => {});
  }
}
