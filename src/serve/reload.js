// The script of the preview: reloads the page when it has changed, and shows diagnostics in an overlay. Data from the
// server is inserted as text, never as HTML. Never runs on the published site.
(() => {
  "use strict";
  const { at, key } = document.currentScript.dataset;
  const storage = {
    take(name) {
      try {
        const value = JSON.parse(sessionStorage.getItem(name));
        sessionStorage.removeItem(name);
        return value;
      } catch { return null; }
    },
    put(name, value) {
      // A private window may have no storage.
      try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { return; }
    },
  };
  const positionKey = `situ-position:${location.pathname}`;

  const position = storage.take(positionKey);
  // The notes at the actions arrive later and move the text below them. The position is then restored again, unless the
  // user has scrolled.
  let restoreAgain = null;
  if (position) {
    history.scrollRestoration = "manual";
    const elements = document.querySelectorAll("details");
    if (elements.length === position.open.length) {
      elements.forEach((details, number) => { details.open = position.open[number]; });
    }
    const restore = () => scrollTo({ left: position.x, top: position.y, behavior: "instant" });
    restore();
    addEventListener("load", restore, { once: true });
    restoreAgain = restore;
    for (const input of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(input, () => { restoreAgain = null; }, { once: true, passive: true });
    }
  }
  let source = null;
  const reload = () => {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    storage.put(positionKey, { x: scrollX, y: scrollY, open });
    source?.close();
    location.reload();
  };

  const element = (name, text, attributes = {}) => {
    const created = document.createElement(name);
    if (text) created.textContent = text;
    for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, value);
    return created;
  };
  const host = element("div", "", { id: "situ-preview" });
  const root = host.attachShadow({ mode: "open" });
  const bar = element("div", "", { class: "bar" });
  const panel = element("section", "", { class: "panel", hidden: "", role: "status", tabindex: "0" });
  root.append(element("link", "", { rel: "stylesheet", href: "/_situ/reload.css" }), panel, bar);
  document.body.append(host);

  let report = null;
  let info = null;
  let lost = false;
  let folded = null;
  const editLink = (url, label) => element("a", label, { href: url, class: "edit" });

  // The excerpt of the source keeps its lines, because a caret points to a column of it. All else wraps, so that the help
  // is visible on a phone.
  const splitProblem = (text) => {
    const [title, ...lines] = text.split("\n");
    const last = lines.findLastIndex((line) => /^ *= /.test(line));
    const end = last < 0 ? lines.length : last;
    const source = lines.slice(0, end).join("\n").replace(/(\n *\|)?\s*$/, "");
    const help = lines.slice(end).map((line) => line.trim().replace(/^= /, "")).join("\n");
    return { title, source, help };
  };

  const draw = () => {
    bar.replaceChildren();
    panel.replaceChildren();
    const strings = report?.strings ?? {};
    if (info?.draft) bar.append(element("span", info.draft, { class: "draft" }));
    if (info?.edit) bar.append(editLink(info.edit, strings.edit));
    if (strings.status) bar.append(element("a", strings.status, { href: "/_situ/status", class: "status" }));
    if (lost && strings.lost) bar.append(element("span", strings.lost, { class: "error" }));
    const count = report ? report.problems.length || report.note : 0;
    // The list is open at first if there are errors, and closed if there are only warnings.
    const hidden = folded ?? !report?.errors;
    if (count) {
      const button = element("button", [report.errors, report.warnings].filter(Boolean).join(", "), {
        type: "button", class: report.errors ? "error" : "warning", "aria-expanded": String(!hidden),
      });
      button.addEventListener("click", () => { folded = !hidden; draw(); });
      bar.append(button);
      if (report.note) panel.append(element("p", report.note, { class: "note" }));
      for (const problem of report.problems) {
        const block = element("article", "", { class: problem.severity });
        const { title, source, help } = splitProblem(problem.text);
        block.append(element("p", title, { class: "title" }));
        if (source) block.append(element("pre", source, { tabindex: "0" }));
        if (help) block.append(element("p", help, { class: "help" }));
        if (problem.edit) block.append(editLink(problem.edit, strings.edit));
        panel.append(block);
      }
      if (report.more) panel.append(element("p", report.more));
    }
    panel.hidden = !count || hidden;
    host.hidden = !bar.childElementCount;
  };

  const removeNotes = () => {
    for (const note of document.querySelectorAll("[data-situ-note]")) note.remove();
  };
  const drawNotes = () => {
    removeNotes();
    for (const box of document.querySelectorAll("input[data-action]")) {
      const text = info?.actions?.[box.dataset.action];
      if (!text) continue;
      const note = element("small", text, { "data-situ-note": "", class: "situ-note" });
      Object.assign(note.style, { display: "block", fontSize: "0.75rem", opacity: "0.75", fontStyle: "italic" });
      (box.closest("li") ?? box.parentElement).append(note);
    }
  };
  addEventListener("beforeprint", removeNotes);
  addEventListener("afterprint", drawNotes);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) { folded = true; draw(); }
  });

  // A service worker of another site on this port would serve pages from its cache.
  const unregisterAll = (workers) => workers.forEach((worker) => worker.unregister());
  navigator.serviceWorker?.getRegistrations().then(unregisterAll, () => {});

  const listen = () => {
    source?.close();
    source = new EventSource(`/_situ/events?at=${encodeURIComponent(at)}&key=${key}`);
    source.addEventListener("open", () => { lost = false; draw(); });
    source.addEventListener("error", () => { lost = true; draw(); });
    source.addEventListener("reload", reload);
    source.addEventListener("report", (event) => { report = JSON.parse(event.data); folded = null; draw(); });
    source.addEventListener("about", (event) => {
      info = JSON.parse(event.data);
      draw();
      drawNotes();
      restoreAgain?.();
      restoreAgain = null;
    });
  };
  // A browser opens at most six connections to a server, so a hidden window closes its own.
  document.addEventListener("visibilitychange", () => { if (document.hidden) source?.close(); else listen(); });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
