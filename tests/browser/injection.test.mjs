// A site full of injected scripts in a real browser: no page may call the injected function or open a dialog. The
// Content-Security-Policy is switched off, because it is only the second defence. Payloads are those of the injection
// tests in Rust.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './site.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITU = process.env.SITU ?? path.join(ROOT, 'target/release/situ');
const PAYLOADS = JSON.parse(readFileSync(path.join(ROOT, 'tests/injection/payloads.json'), 'utf8'));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.json': 'application/json',
};
// Control characters and invisible ones, which situ refuses.
const control = new RegExp(
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200b\\u2028\\u2029\\u202d\\u202e\\ufffe\\uffff]',
);

let folder, server, origin, browser;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'situ-attack-'));
  server = createServer(answer);
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${server.address().port}`;
  write(true);
  const built = spawnSync(SITU, ['build', '--root', folder, '--out', path.join(folder, 'site')], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

function answer(request, response) {
  const { pathname } = new URL(request.url, origin);
  const below = decodeURIComponent(pathname).replace(/\/$/, '/index.html');
  try {
    const bytes = readFileSync(path.join(folder, 'site', path.normalize(below)));
    response.writeHead(200, { 'content-type': TYPES[path.extname(below)] ?? 'application/octet-stream' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

/** A site whose every string has a payload, three on each page; the Rust tests put each payload into every place. */
function write(sound) {
  // A comment is an error wherever it is typed, so no page has one.
  const allowed = payload => !control.test(payload) && !payload.includes('<!--');
  const all = [...PAYLOADS.text, ...PAYLOADS.address, ...PAYLOADS.markdown].filter(allowed);
  const save = (file, text) => {
    const where = path.join(folder, 'content', file);
    mkdirSync(path.dirname(where), { recursive: true });
    writeFileSync(where, text);
  };
  const q = text => JSON.stringify(text);
  const three = Array.from({ length: Math.ceil(all.length / 3) }, (_, n) =>
    [0, 1, 2].map(of => all[(n * 3 + of) % all.length]),
  );
  const ids = three.map((_, n) => `a${n}`);
  save('site.yaml', `base_url: ${origin}\nlanguages: [lv]\n`);
  save(
    'situations.yaml',
    `phases: [now, then]\nsituations:\n${ids.map(id => `  - {id: s-${id}, severity: 3, leads_to: [s-a0]}`).join('\n')}\n`.replace(
      'id: s-a0, severity: 3, leads_to: [s-a0]',
      'id: s-a0, severity: 3, leads_to: [s-a1]',
    ),
  );
  save(
    'guide.yaml',
    `start: q\nquestions:\n  - id: q\n    answers: [${ids.map(id => `{id: ${id}, to: s-${id}}`).join(', ')}]\n`,
  );
  save('phrases.yaml', ids.map(id => `${id}: {situations: [s-${id}], actions: [x-${id}.call]}\n`).join(''));
  save('lv/site.yaml', `title: ${q(all[0])}\ndescription: ${q(all[1])}\nphases: {now: ${q(all[2])}, then: Beigās}\n`);
  save(
    'lv/guide.yaml',
    `q: {ask: ${q(all[3])}, answers: {${ids.map((id, n) => `${id}: ${q(three[n][0])}`).join(', ')}}}\n`,
  );
  save(
    'lv/phrases.yaml',
    ids
      .map((id, n) => `${id}: {says: ${q(three[n][0])}, meaning: ${q(three[n][1])}, answer: ${q(three[n][2])}}\n`)
      .join(''),
  );
  save(
    'lv/glossary.yaml',
    ids.map((id, n) => `${id}: {term: ${q(`vards${n} ${three[n][1]}`)}, definition: ${q(three[n][2])}}\n`).join(''),
  );
  three.forEach((words, n) => {
    const [one, two, last] = words.map(q);
    const front = `---\ntitle: ${one}\nsummary: ${two}\nauthor: ${last}\nupdated: 2026-01-02\n`;
    const flat = text =>
      text
        .replace(/\n/g, ' ')
        .replaceAll('{#', '{ #')
        .replace(/[!-/:-@[-`{-~]/g, '\\$&');
    const worse = n === 0 ? '' : `escalates: {s-a0: ${two}}\n`;
    const aliases = n < 4 ? `aliases: [was-a${n}]\n` : '';
    save(`lv/situations/s-a${n}.md`, `${front}when: ${last}\nrecognise: [${one}]\n${worse}---\n\n[[phrase:a${n}]]\n`);
    const body = `${words.map(flat).join('\n\n')}\n\n## Tagad {phase=now}\n\n- [ ] Zvaniet. {#call}\n\n> [!SAY]\n> ${flat(words[0])}\n`;
    save(`lv/articles/x-a${n}.md`, `${front}situations: [s-a${n}]\n${aliases}---\n\nTeksts: ${body}`);
  });
  // A document with errors, for the report of the preview.
  if (!sound)
    save(
      'lv/articles/wrong.md',
      `---\ntitle: ${q(PAYLOADS.text[7])}\n${q(PAYLOADS.text[7])}: x\n---\n\n${PAYLOADS.text.join('\n\n')}\n`,
    );
}

/** A page of a browser that reports when a payload runs. */
async function watched() {
  const context = await browser.newContext({ bypassCSP: true });
  const ran = [];
  await context.exposeFunction('situXss', () => ran.push('called'));
  context.on('dialog', dialog => {
    ran.push('dialog');
    dialog.dismiss();
  });
  const page = await context.newPage();
  page.on('request', request => {
    if (!request.url().startsWith(origin.slice(0, 16))) ran.push(request.url());
  });
  return { context, page, ran };
}

test('injection: the test detects a payload that runs', async () => {
  const { context, page, ran } = await watched();
  await page.goto(`${origin}/lv/`);
  await page.setContent('<img src=x onerror=situXss()>');
  await page.waitForTimeout(300);
  assert.deepEqual(ran, ['called']);
  await context.close();
});

test('injection: no page runs a payload', async () => {
  const pages = [];
  const walk = (dir, base) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(path.join(dir, entry.name), `${base}${entry.name}/`);
      else if (entry.name.endsWith('.html')) pages.push(`${base}${entry.name}`.replace(/index\.html$/, ''));
    }
  };
  walk(path.join(folder, 'site'), '/');
  assert.ok(pages.length > 170, `${pages.length} pages`);
  const { context, page, ran } = await watched();
  for (const address of pages) {
    await page.goto(origin + address, { waitUntil: 'load' });
    const html = readFileSync(
      path.join(folder, 'site', address.endsWith('/') ? `${address}index.html` : address),
      'utf8',
    );
    if (/http-equiv="?refresh/i.test(html)) {
      await page.waitForURL(url => url.origin === origin && !/was-a\d+/.test(url.pathname));
      assert.deepEqual(ran, [], address);
      continue;
    }
    // Payloads may wait for a pointer or the keyboard: hover, focus and open everything.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('*')) {
        for (const kind of ['mouseover', 'focus', 'click', 'toggle', 'error', 'load', 'animationstart']) {
          if (kind === 'click' && !/^(summary|details|p|div|span|li)$/i.test(element.tagName)) continue;
          element.dispatchEvent(new Event(kind));
        }
        for (const { name, value } of element.attributes) {
          if (
            /^on/i.test(name) ||
            (/^\s*(javascript|vbscript|data:text)/i.test(value) &&
              /^(href|src|action|formaction|xlink:href)$/.test(name))
          )
            window.situXss();
        }
      }
    });
    assert.deepEqual(ran, [], address);
  }
  await context.close();
});

test('injection: search shows payloads as text', async () => {
  const { context, page, ran } = await watched();
  for (const query of [
    'situXss',
    'script',
    'onerror',
    'javascript',
    '<img src=x onerror=situXss()>',
    '"><script>situXss()</script>',
  ]) {
    await page.goto(`${origin}/lv/search/?q=${encodeURIComponent(query)}`);
    await page.waitForTimeout(400);
    for (const link of await page.locator('#ui_results a').all()) {
      assert.match(await link.evaluate(element => element.href), /^https?:/);
    }
    assert.deepEqual(ran, [], query);
  }
  await context.close();
});

test('injection: the preview shows payloads as text', async () => {
  write(false);
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(SITU, ['serve', '--root', folder, '--port', String(port)], { stdio: 'ignore' });
  try {
    const { context, page, ran } = await watched();
    for (let tries = 0; ; tries++) {
      try {
        await page.goto(`http://localhost:${port}/lv/`);
        break;
      } catch (error) {
        if (tries > 100) throw error;
        await new Promise(done => setTimeout(done, 100));
      }
    }
    await page.waitForTimeout(1_500);
    assert.deepEqual(
      ran.filter(what => !what.startsWith('http://localhost')),
      [],
    );
    await context.close();
  } finally {
    child.kill();
  }
});
