// Theme choice at once, before anything is painted; ticks, copying and printing when the page is there.
// Every word stands in the page; without this script nothing is missing but what only a script can do.
(() => {
  const root = document.documentElement;
  const base = `situ:${root.dataset.base}:`;
  // Storage can be refused: then choices last until the page is left.
  const kept = {};
  const get = key => { try { return localStorage.getItem(base + key); } catch { return kept[key] ?? null; } };
  const set = (key, value) => {
    kept[key] = value;
    try { value === null ? localStorage.removeItem(base + key) : localStorage.setItem(base + key, value); } catch {}
  };
  const theme = () => {
    const chosen = get('theme');
    if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
    return chosen || 'system';
  };
  theme();
  root.classList.add('js');

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const plain = element => element.textContent.replace(/\s+/g, ' ').trim();

  addEventListener('DOMContentLoaded', () => {
    const main = document.querySelector('main');
    const words = main.dataset;
    const status = document.getElementById('at_status');
    const say = text => { if (status) status.textContent = text; };

    // Theme
    const choices = all('[data-theme-set]');
    const press = () => { const now = theme(); for (const b of choices) b.setAttribute('aria-pressed', b.dataset.themeSet === now); };
    for (const button of choices) {
      button.onclick = () => { const to = button.dataset.themeSet; set('theme', to === 'system' ? null : to); press(); };
    }
    press();

    // Ticks: one per action, wherever its boxes stand
    const boxes = all('input[data-action]', main);
    const name = box => `tick:${box.dataset.action}`;
    for (const pair of (words.renamed || '').split(',').filter(Boolean)) {
      const [from, to] = pair.split(' ').map(key => `tick:${key}`);
      const before = get(from);
      if (before !== null && get(to) === null) set(to, before);
      set(from, null);
    }
    const progress = document.getElementById('at_progress');
    const of = (some, whole) => words.of.replace('%1', some).replace('%2', whole);
    const count = list => {
      const keys = new Map(list.map(box => [box.dataset.action, box.checked]));
      return [[...keys.values()].filter(Boolean).length, keys.size];
    };
    const show = () => {
      if (!progress) return;
      const [done, whole] = count(boxes);
      progress.max = whole || 1;
      progress.value = done;
      document.getElementById('at_progress_text').value = of(done, whole);
      for (const phase of all('details.phase', main)) {
        const label = phase.querySelector('.count');
        const [some, every] = count(all('input[data-action]', phase));
        label.dataset.words ??= label.textContent;
        label.textContent = some ? of(some, every) : label.dataset.words;
      }
    };
    // Ticks out of a shared address are only looked at, until the reader takes them over
    const banner = document.getElementById('at_shared');
    const sent = banner && location.hash.match(/^#ticks=([a-z0-9.,-]*)$/);
    let shared = sent && new Set(sent[1].split(','));
    const read = () => {
      for (const box of boxes) {
        const own = get(name(box));
        box.checked = shared ? shared.has(box.dataset.action) : own === null ? box.defaultChecked : own === '1';
      }
      if (banner) banner.hidden = !shared;
      show();
    };
    const tick = (box, on) => {
      for (const same of boxes) if (same.dataset.action === box.dataset.action) same.checked = on;
      if (shared) shared[on ? 'add' : 'delete'](box.dataset.action);
      else set(name(box), on === box.defaultChecked ? null : on ? '1' : '0');
    };
    const leave = () => {
      shared = null;
      history.replaceState(null, '', location.pathname);
      read();
    };
    const reset = document.querySelector('[data-do=reset]');
    let cleared = null;
    const offer = list => {
      if (reset && !cleared !== !list) [reset.textContent, reset.dataset.undo] = [reset.dataset.undo, reset.textContent];
      cleared = list;
    };
    main.addEventListener('change', event => {
      if (!event.target.dataset.action) return;
      tick(event.target, event.target.checked);
      offer(null);
      show();
    });
    addEventListener('storage', read);
    addEventListener('pageshow', event => { if (event.persisted) read(); });
    read();

    // The first moment with something left to do is open; so is whatever an address points into
    const unfold = element => { for (let e = element; e; e = e.parentElement) if (e.localName === 'details') e.open = true; };
    if (boxes.some(box => box.checked)) unfold(boxes.find(box => !box.checked)?.closest('.phase'));
    const target = () => { try { unfold(document.getElementById(decodeURIComponent(location.hash.slice(1)))); } catch {} };
    addEventListener('hashchange', () => { if (location.hash.startsWith('#ticks=')) location.reload(); else target(); });
    target();

    // Copying
    const copy = async text => {
      try { await navigator.clipboard.writeText(text); return true; } catch {}
      const area = document.createElement('textarea');
      area.className = 'vh';
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    };
    // A button says what it did for a moment
    const answer = (button, done, text, write) => {
      say(done ? text : words.failed);
      if (!done || button.dataset.said) return;
      button.dataset.said = button.getAttribute('aria-label') || plain(button);
      write(words.copied);
      setTimeout(() => { write(button.dataset.said); delete button.dataset.said; }, 3000);
    };
    if (words.copy) {
      for (const message of all('.say', main)) {
        const text = message.querySelector('.say-text');
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy';
        // The style sheet shows the label, so that the text of the page is the same with and without a script
        const label = text => button.setAttribute('aria-label', text);
        label(words.copy);
        button.onclick = async () => {
          const blanks = [...new Set(all('.blank', text).map(plain))].join(' ');
          const fill = blanks && `${words.fill} ${blanks}`;
          const done = await copy(text.innerText.trim());
          if (fill && done && !message.querySelector('.say-fill')) {
            const note = document.createElement('p');
            note.className = 'say-fill';
            note.textContent = fill;
            message.append(note);
          }
          answer(button, done, `${words.copied}. ${fill}`, label);
        };
        message.append(button);
      }
    }

    // The list as text, as an address, on paper, anew
    const here = () => location.href.split(/[?#]/)[0];
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
    const copied = async (button, text, announce) => {
      answer(button, await copy(text), announce, text => { button.textContent = text; });
    };
    const jobs = {
      copy: button => copied(button, list(), words.listCopied),
      link: button => {
        const ticked = new Set(boxes.filter(box => box.checked).map(box => box.dataset.action));
        copied(button, `${here()}#ticks=${[...ticked]}`, words.linkCopied);
      },
      take: () => {
        const seen = boxes.map(box => [box, box.checked]);
        shared = null;
        for (const [box, on] of seen) tick(box, on);
        leave();
        say(words.taken);
      },
      own: leave,
      print: () => print(),
      reset: () => {
        const back = cleared;
        const before = boxes.filter(box => box.checked);
        for (const box of back || before) tick(box, !!back);
        offer(back || !before.length ? null : before);
        show();
        say(back ? words.undone : words.resetDone);
      },
    };
    for (const button of all('[data-do]')) button.onclick = () => jobs[button.dataset.do](button);
    let folded = [];
    addEventListener('beforeprint', () => {
      folded = all('details:not([open])', main);
      for (const details of folded) details.open = true;
    });
    addEventListener('afterprint', () => { for (const details of folded) details.open = false; });

    // Statements on law that were checked too long ago
    const today = new Date().toISOString().slice(0, 10);
    for (const note of all('[data-old-after]')) note.hidden = note.dataset.oldAfter >= today;

    // Keeping the language for use without a network: after the first touch, or when the reader has been here a while
    const { offline } = root.dataset;
    if (offline && navigator.serviceWorker && isSecureContext) {
      const keep = () => {
        removeEventListener('pointerdown', keep);
        clearTimeout(later);
        const worker = navigator.serviceWorker;
        worker.register(`${root.dataset.base}sw.js`, { scope: root.dataset.base }).then(() => worker.ready)
          .then(ready => ready.active.postMessage({ keep: offline })).catch(() => {});
      };
      const later = setTimeout(keep, 5000);
      addEventListener('pointerdown', keep);
    }

    // A slash leads to the search field
    addEventListener('keydown', event => {
      const typing = event.target.isContentEditable || /^(input|textarea|select)$/.test(event.target.localName);
      const field = document.getElementById('at_q') || document.getElementById('at_menu_q');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || !field) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
  });
})();
