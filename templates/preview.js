// Keeps a page that `report serve` shows as its files are. The server puts it into what it serves; no site has it.
(() => {
"use strict";
const own = document.currentScript;
const place = "report-preview-scroll";
let version = own.dataset.version;
let state = { version, problems: [], warnings: [] };
let isLost = false;
let isBusy = false;
let page = null;

/** A page taken apart: what may be exchanged in place, and the rest, which may not. */
function taken(other) {
  const main = other.querySelector("main");
  const notes = [...other.querySelectorAll("body > .draft-mark")];
  const copy = other.documentElement.cloneNode(true);
  for (const part of copy.querySelectorAll("main > *, body > .draft-mark, title, meta, script[data-version]")) part.remove();
  const markup = (nodes) => nodes.map((node) => node.outerHTML);
  const nodes = main ? [...main.children] : [];
  return { frame: copy.querySelector("head").innerHTML.trim() + copy.querySelector("body").innerHTML.replace(/\s+/g, " "),
    notes, notesMarkup: markup(notes).join(), nodes, markup: markup(nodes), title: other.title, main };
}

/** Exchanges what differs of a page; false where its scripts must begin anew. */
function exchange(next) {
  if (!page?.main || !next.main || page.frame !== next.frame) return false;
  let start = 0;
  while (start < next.markup.length && page.markup[start] === next.markup[start]) start += 1;
  let [end, nextEnd] = [page.markup.length, next.markup.length];
  while (end > start && nextEnd > start && page.markup[end - 1] === next.markup[nextEnd - 1]) [end, nextEnd] = [end - 1, nextEnd - 1];
  const [gone, come] = [page.nodes.slice(start, end), next.nodes.slice(start, nextEnd)];
  const isLive = (node) => node.matches("figure, .turn") || node.querySelector("figure.block");
  if (gone.some(isLive) || come.some(isLive)) return false;
  if (page.notesMarkup !== next.notesMarkup) {
    for (const note of page.notes) note.remove();
    document.querySelector("body > .page, body > main")?.before(...next.notes);
  }
  const after = page.nodes[end] ?? null;
  for (const node of gone) node.remove();
  page.main.insertBefore(fragment(come), after);
  document.title = next.title;
  page.nodes.splice(start, end - start, ...come);
  page = { ...next, nodes: page.nodes, main: page.main };
  return true;
}

function fragment(nodes) {
  const all = document.createDocumentFragment();
  for (const node of nodes) all.append(document.adoptNode(node), "\n");
  return all;
}

/** Asks for the page again where the site is another than the one that it is of. */
async function renew() {
  if (isBusy || state.version === version || !state.version) return;
  if (document.querySelector("dialog[open]")) return void setTimeout(renew, 300);  // who looks at a picture is left alone
  isBusy = true;
  const wanted = state.version;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const text = await answer.text();
    version = wanted;
    const isSubstitute = "substitute" in document.body.dataset;
    if (answer.status === 404 && !isSubstitute) return show("This page is no longer part of the report.");
    if (!exchange(taken(new DOMParser().parseFromString(text, "text/html")))) {
      sessionStorage.setItem(place, JSON.stringify([location.pathname, scrollX, scrollY]));
      location.reload();
      return;
    }
    document.dispatchEvent(new Event("report-renewed"));
  } catch {
    // The server has gone; the stream tells when it is back.
  } finally {
    isBusy = false;
  }
  show();
  renew();
}

/** Goes back to where the reader was before the page was loaded anew. */
function restore() {
  const [path, x, y] = JSON.parse(sessionStorage.getItem(place) ?? "[]");
  if (path !== location.pathname) return;
  const go = () => scrollTo({ left: x, top: y, behavior: "instant" });
  go();
  addEventListener("load", () => {
    go();
    sessionStorage.removeItem(place);
  });
}

const host = document.createElement("div");
host.id = "report-preview";
const panel = host.attachShadow({ mode: "open" });
panel.innerHTML = `<style>
  section { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; max-width: min(62rem, calc(100vw - 2rem)); max-height: 60vh;
    overflow: auto; box-sizing: border-box; padding: 0.6rem 0.9rem; border: 1px solid #8884; border-inline-start: 4px solid #1f5f8b;
    border-radius: 6px; background: #fff; color: #222; font: 13px/1.45 system-ui, sans-serif; box-shadow: 0 4px 18px #0004; }
  section.wrong { border-inline-start-color: #c0392b; } section.doubtful { border-inline-start-color: #b7791f; }
  summary { cursor: pointer; }
  @media (prefers-color-scheme: dark) { section { background: #1c1f24; color: #e6e6e6; } }
  pre { margin: 0.3rem 0 0; white-space: pre-wrap; font: 12px/1.45 ui-monospace, monospace; }
  p { margin: 0; } progress { width: 100%; height: 0.5rem; } img { max-width: 22rem; max-height: 14rem; background: #fff; }
  [hidden] { display: none; }
</style><section aria-label="Preview" lang="en" dir="ltr" hidden>
<div class="problems" role="alert"></div><details class="warnings" open><summary></summary><div></div></details><div class="running" role="status"></div></section>`;
const section = panel.querySelector("section");

const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text }, attributes);

function duration(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 'step 12 of 400, 3 min left, loss 0.01'. */
function progress({ step, total, secondsLeft, detail }) {
  const parts = [total ? `step ${step} of ${total}` : "begins"];
  if (secondsLeft != null) parts.push(`${duration(secondsLeft)} left`);
  return [...parts, ...(detail ? [detail] : [])].join(", ");
}

/** Warnings can be folded away, and come back when there are others. */
function warn(warnings) {
  const [fold, text] = [panel.querySelector(".warnings"), warnings.join("\n")];
  if (fold.dataset.text !== text) [fold.dataset.text, fold.open] = [text, true];
  fold.hidden = !warnings.length;
  fold.querySelector("summary").textContent = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  fold.querySelector("div").replaceChildren(...warnings.map((warning) => element("pre", warning)));
}

/** Shows what is wrong or may be and what runs; nothing where nothing is. */
function show(note = "") {
  const { problems, warnings, running, waiting } = state;
  const texts = [...(note ? [note] : []), ...(isLost ? ["report serve does not answer; the page is as it was last."] : [])];
  const lines = [...texts.map((text) => element("p", text)), ...problems.map((problem) => element("pre", problem))];
  panel.querySelector(".problems").replaceChildren(...lines);
  warn(warnings);
  const box = panel.querySelector(".running");
  if (!running) box.replaceChildren(...(waiting ? [element("p", `Blocks wait for ${waiting}.`)] : []));
  else {
    const images = running.pictures.map((name) => element("img", "", { src: `/.preview/${name}`, alt: "The newest figure" }));
    box.replaceChildren(element("p", `${running.id} (${running.index} of ${running.count}): ${progress(running)}`),
      element("progress", "", { max: running.total || 1, value: running.step }), ...images);
  }
  section.hidden = !lines.length && !warnings.length && !box.childElementCount;
  section.className = lines.length ? "wrong" : warnings.length ? "doubtful" : "";
  for (const other of document.querySelectorAll(".missing > [data-preview-progress]")) {
    other.previousElementSibling.hidden = false;
    other.remove();
  }
  const missing = running && document.getElementById(running.id)?.querySelector(".missing");
  if (missing) {
    // What is being made is no longer missing for whatever reason stood here.
    if (!missing.querySelector(":scope > [data-preview-reason]")) {
      const reason = element("span", "", { "data-preview-reason": "" });
      reason.append(...missing.childNodes);
      missing.append(reason);
    }
    missing.firstElementChild.hidden = true;
    missing.append(element("span", `It is being made: ${progress(running)}.`, { "data-preview-progress": "" }));
  }
}

function take(next) {
  isLost = next === null;
  state = next ?? { ...state, running: undefined };
  show();
  renew();
}

/** One page of all that are open listens to the server, which a browser asks only six things at once, and tells the others. */
function listen() {
  const channel = new BroadcastChannel("report-preview");
  channel.addEventListener("message", ({ data }) => take(data));
  const tell = (data) => {
    take(data);
    channel.postMessage(data);
  };
  const stay = () => new Promise(() => {
    const source = new EventSource("/.preview/events");
    source.addEventListener("message", ({ data }) => tell(JSON.parse(data)));
    source.addEventListener("error", () => tell(null));
  });
  fetch("/.preview/state.json", { cache: "no-store" }).then((answer) => answer.json()).then(take, () => {});
  if (navigator.locks) navigator.locks.request("report-preview", stay);
  else stay();
}

addEventListener("DOMContentLoaded", () => {
  document.body.append(host);
  restore();
});
page = taken(document);
listen();
})();
