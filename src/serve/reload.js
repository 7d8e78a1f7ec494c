// The preview's script: reloads the page when it has changed, and shows what is wrong. What comes from the server is
// put in as text. Never runs on the published site.
(() => {
  "use strict";
  const { at, key } = document.currentScript.dataset;
  const memory = {
    take(name) {
      try {
        const value = JSON.parse(sessionStorage.getItem(name));
        sessionStorage.removeItem(name);
        return value;
      } catch { return null; }
    },
    put(name, value) { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* private window */ } },
  };
  const place = `situ-place:${location.pathname}`;

  const kept = memory.take(place);
  // The notes at the steps come later and move what is below them: then the place is taken up once more, unless the
  // writer has moved on.
  let takeUp = null;
  if (kept) {
    history.scrollRestoration = "manual";
    const folded = document.querySelectorAll("details");
    if (folded.length === kept.open.length) folded.forEach((details, number) => { details.open = kept.open[number]; });
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
    takeUp = back;
    for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(moved, () => { takeUp = null; }, { once: true, passive: true });
    }
  }
  let source = null;
  const reload = () => {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    memory.put(place, { x: scrollX, y: scrollY, open });
    source?.close();
    location.reload();
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const host = element("div", "", { id: "situ-preview" });
  const root = host.attachShadow({ mode: "open" });
  const bar = element("div", "", { class: "bar" });
  const panel = element("section", "", { class: "panel", hidden: "", role: "status", tabindex: "0" });
  root.append(element("link", "", { rel: "stylesheet", href: "/_situ/reload.css" }), panel, bar);
  document.body.append(host);

  let report = null;
  let about = null;
  let lost = false;
  let folded = null;
  const editLink = (address, words) => element("a", words, { href: address, class: "edit" });

  const draw = () => {
    bar.replaceChildren();
    panel.replaceChildren();
    const words = report?.words ?? {};
    if (about?.draft) bar.append(element("span", about.draft, { class: "draft" }));
    if (about?.edit) bar.append(editLink(about.edit, words.edit));
    if (words.status) bar.append(element("a", words.status, { href: "/_situ/status", class: "status" }));
    if (lost && words.lost) bar.append(element("span", words.lost, { class: "error" }));
    const count = report ? report.problems.length || report.note : 0;
    // Errors stand open until they are folded; warnings the other way round.
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
        block.append(element("pre", problem.text));
        if (problem.edit) block.append(editLink(problem.edit, words.edit));
        panel.append(block);
      }
      if (report.more) panel.append(element("p", report.more));
    }
    panel.hidden = !count || hidden;
    host.hidden = !bar.childElementCount;
  };

  const notes = () => {
    for (const old of document.querySelectorAll("[data-situ-note]")) old.remove();
    for (const box of document.querySelectorAll("input[data-action]")) {
      const text = about?.actions?.[box.dataset.action];
      if (!text) continue;
      const note = element("small", text, { "data-situ-note": "", class: "situ-note" });
      Object.assign(note.style, { display: "block", fontSize: "0.75rem", opacity: "0.75", fontStyle: "italic" });
      (box.closest("li") ?? box.parentElement).append(note);
    }
  };
  addEventListener("beforeprint", () => { for (const note of document.querySelectorAll("[data-situ-note]")) note.remove(); });
  addEventListener("afterprint", notes);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) { folded = true; draw(); }
  });

  // A worker of a site that once stood at this address would show what it kept.
  navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => one.unregister()), () => {});

  const listen = () => {
    source?.close();
    source = new EventSource(`/_situ/events?at=${encodeURIComponent(at)}&key=${key}`);
    source.addEventListener("open", () => { lost = false; draw(); });
    source.addEventListener("error", () => { lost = true; draw(); });
    source.addEventListener("reload", reload);
    source.addEventListener("report", (event) => { report = JSON.parse(event.data); folded = null; draw(); });
    source.addEventListener("about", (event) => {
      about = JSON.parse(event.data);
      draw();
      notes();
      takeUp?.();
      takeUp = null;
    });
  };
  // A browser opens six connections to one server: a window that nobody sees gives its one back.
  document.addEventListener("visibilitychange", () => { if (document.hidden) source?.close(); else listen(); });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
