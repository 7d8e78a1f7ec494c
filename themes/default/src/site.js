// What a page needs at once: the chosen look before anything is painted, ticks, the place that an address names.
// Everything else (copying, sharing, printing, the reader's case) is in more.js, loaded when the reader first does
// something. Every word stands in the page; without a script nothing is missing but what only a script can do.
(() => {
  const root = document.documentElement;
  const { more } = document.currentScript.dataset;
  const base = `situ:${root.dataset.base}:`;
  // Storage can be refused: then choices last until the page is left.
  const kept = {};
  const get = key => {
    try {
      return localStorage.getItem(base + key);
    } catch {
      return kept[key] ?? null;
    }
  };
  const set = (key, value) => {
    kept[key] = value;
    try {
      value === null ? localStorage.removeItem(base + key) : localStorage.setItem(base + key, value);
    } catch {}
  };
  const theme = () => {
    const chosen = get('theme');
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    return chosen || 'system';
  };
  theme();
  root.classList.add('js');

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const today = new Date().toISOString().slice(0, 10);

  addEventListener('DOMContentLoaded', () => {
    const main = document.querySelector('main');
    const words = main.dataset;

    // Ticks: one per action, the same on every page and in every language; a tick is the day on which it was set
    // On a situation's page a box has the name of its action
    for (const box of all('.step>input', main)) box.dataset.action ||= box.id;
    const boxes = all('[data-action]', main);
    const name = box => `tick:${box.dataset.action}`;
    const progress = document.getElementById('at_progress');
    const of = (some, whole) => words.of.replace('%1', some).replace('%2', whole);
    const done = list => list.filter(box => box.checked).length;
    const show = () => {
      if (!progress) return;
      progress.max = boxes.length || 1;
      progress.value = done(boxes);
      document.getElementById('at_progress_text').value = of(done(boxes), boxes.length);
      for (const phase of all('details.phase', main)) {
        const own = all('[data-action]', phase);
        const label = phase.querySelector('.count');
        label.dataset.words ??= label.textContent;
        label.textContent = done(own) ? of(done(own), own.length) : label.dataset.words;
      }
    };
    // Ticks out of a shared address are only looked at, until the reader takes them over
    const banner = document.getElementById('at_shared');
    const sent = banner && location.hash.match(/^#ticks=([a-z0-9.,-]*)$/);
    let shared = sent && new Set(sent[1].split(','));
    const read = () => {
      for (const box of boxes) {
        const own = get(name(box));
        box.checked = shared ? shared.has(box.dataset.action) : own === null ? box.defaultChecked : own !== '0';
      }
      if (banner) banner.hidden = !shared;
      show();
    };
    const tick = (box, on) => {
      box.checked = on;
      if (shared) shared[on ? 'add' : 'delete'](box.dataset.action);
      else set(name(box), on === box.defaultChecked ? null : on ? today : '0');
    };
    main.addEventListener('change', ({ target }) => {
      if (target.dataset.action) {
        tick(target, target.checked);
        show();
      }
    });
    addEventListener('storage', read);
    addEventListener('pageshow', event => {
      if (event.persisted) read();
    });
    read();

    // The first moment with something left to do is open; so is whatever an address points into
    const unfold = element => {
      for (let e = element; e; e = e.parentElement) if (e.localName === 'details') e.open = true;
    };
    if (done(boxes)) unfold(boxes.find(box => !box.checked)?.closest('.phase'));
    const address = () => {
      try {
        return document.getElementById(decodeURIComponent(location.hash.slice(1)));
      } catch {
        return null;
      }
    };
    addEventListener('hashchange', () => {
      if (location.hash.startsWith('#ticks=')) location.reload();
      else unfold(address());
    });
    unfold(address());

    // The style sheet shows the button's label, so that the text of the page is the same with and without a script
    if (words.copy) {
      for (const message of all('.say', main)) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy';
        button.dataset.do = 'message';
        button.setAttribute('aria-label', words.copy);
        message.append(button);
      }
    }

    // Statements on law that were checked too long ago
    for (const note of all('[data-old-after]')) note.hidden = note.dataset.oldAfter >= today;

    // A slash leads to the search field
    const field = document.getElementById('at_q');
    addEventListener('keydown', event => {
      const search = field || document.getElementById('at_menu_q');
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        !search ||
        event.target.matches(':read-write')
      )
        return;
      event.preventDefault();
      unfold(search);
      search.focus();
      search.select();
    });

    // The search page's own script, when somebody searches
    const results = document.getElementById('at_results');
    const ask = () => import(results.dataset.script);
    if (results && (field.value || location.search)) ask();
    else if (results) field.addEventListener('focus', ask, { once: true });

    // The rest: at the reader's first move, or when the reader has been here a while
    const moves = ['pointerdown', 'keydown', 'scroll', 'focusin'];
    let pressed = null;
    const press = ({ target }) => {
      pressed = target.closest('[data-do]');
    };
    const wake = () => {
      for (const move of moves) removeEventListener(move, wake);
      clearTimeout(later);
      const view = to => (to === undefined ? shared : (shared = to));
      import(more)
        .then(({ default: start }) =>
          start({ get, set, theme, all, main, boxes, show, read, tick, today, address, unfold, view }),
        )
        .then(() => {
          removeEventListener('click', press);
          pressed?.click();
        });
    };
    const later = setTimeout(wake, 5000);
    addEventListener('click', press);
    for (const move of moves) addEventListener(move, wake, { passive: true });
    // What the reader noted about the own case stands in the messages from the start; renamed ticks are found again, and
    // so is the place that was being read in another language
    if (get('case') || words.renamed || location.hash.startsWith('#at-')) wake();
  });
})();
