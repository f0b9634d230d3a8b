// Search over the report's text, without a server: the index comes as a script when it is first asked for.

let finder = null;

/** Opens the search. */
function find() {
  finder ??= buildFinder();
  if (!finder.dialog.open) finder.dialog.showModal();
  finder.input.select();
  if (!finder.isAsked) loadIndex();
}

function buildFinder() {
  const input = make("input", { type: "search", role: "combobox", "aria-expanded": "true", "aria-controls": "look-found",
    "aria-label": "Search the report", placeholder: "Search the report", autocomplete: "off", spellcheck: "false",
    input: answer });
  const list = make("div", { class: "look-results", id: "look-found", role: "listbox", "aria-label": "Places found" });
  const note = make("p", { class: "look-note", role: "status" });
  const parts = { input, list, note, choice: -1, isAsked: false };
  parts.dialog = dialog("look-search", "Search",
    make("div", { class: "look-head" }, input, button("✕", "Close", () => parts.dialog.close(), "Escape")), note, list);
  parts.dialog.addEventListener("keydown", choose);
  return parts;
}

function loadIndex() {
  finder.isAsked = true;
  if (window.reportText) return answer();
  finder.note.textContent = "Reading the index…";
  const script = make("script", { src: new URL("assets/search.js", site), load: answer });
  script.addEventListener("error", () => {
    finder.note.textContent = "The index assets/search.js is missing.";
  });
  document.head.append(script);
}

/** Letters without case and accents, one for one, so that places in both texts agree. */
const plainly = (text) =>
  [...text].map((letter) => letter.normalize("NFD")[0].toLowerCase()).map((letter, place) => letter || text[place]).join("");

/** The places in which most of the words occur, those with the words in their headings first. */
function found(words) {
  const results = [];
  for (const [page, title, anchor, heading, text] of window.reportText ?? []) {
    const [own, above, body] = [heading || title, title, text].map(plainly);
    const worth = (word) => {
      const sought = escaped([word], "g");
      const times = (text) => text.match(sought)?.length ?? 0;
      return 10 * (times(own) > 0) + 4 * (times(above) > 0) + Math.min(5, times(body));
    };
    const count = words.filter((word) => worth(word) > 0).length;
    const score = words.reduce((sum, word) => sum + worth(word), 0);
    results.push({ page, title, anchor, heading, text, count, score, place: body.search(escaped(words)) });
  }
  const most = Math.max(1, ...results.map((result) => result.count));
  return results.filter((result) => result.count === most).sort((a, b) => b.score - a.score);
}

/** What finds any of the words: letters also within others, but numbers as a whole. */
function escaped(words, flags = "") {
  const patterns = words.map((word) => {
    const plain = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return /^\d/.test(word) ? `(?<![\\d.,])${plain}(?![\\d]|[.,]\\d)` : plain;
  });
  return new RegExp(patterns.join("|"), flags);
}

/** The text around the first word found, with all words marked. */
function excerpt({ text, place }, words) {
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, place - 50)));
  const part = text.slice(start, start + 170);
  const pieces = [];
  let rest = part;
  for (;;) {
    const match = plainly(rest).match(escaped(words));
    if (!match) break;
    pieces.push(rest.slice(0, match.index), make("mark", {}, rest.slice(match.index, match.index + match[0].length)));
    rest = rest.slice(match.index + match[0].length);
  }
  return [start > 0 ? "…" : "", ...pieces, rest, start + 170 < text.length ? "…" : ""];
}

function answer() {
  const words = plainly(finder.input.value).split(/\s+/).filter(Boolean);
  const all = words.length && window.reportText ? found(words) : [];
  finder.choice = -1;
  finder.input.removeAttribute("aria-activedescendant");
  finder.list.replaceChildren(...all.slice(0, 30).map((result, index) => {
    const fragment = result.anchor ? `#${result.anchor}` : "";
    const address = result.page ? new URL(`${result.page}${fragment}`, site) : fragment;
    const place = result.heading ? `${result.title} › ${result.heading}` : result.title;
    return make("a", { href: address, tabindex: -1, role: "option", id: `look-found-${index}`, "aria-selected": "false",
      click: () => finder.dialog.close() }, make("strong", {}, place), make("span", {}, ...excerpt(result, words)));
  }));
  finder.note.textContent =
    !window.reportText ? finder.note.textContent
    : !words.length ? "Words of the text, in any order. ↑ ↓ choose, Enter opens."
    : all.length === 0 ? "Nothing has any of these words."
    : (all[0].count < words.length ? `Nothing has all of these words; ${all[0].count} of them: ` : "")
      + `${all.length} ${all.length === 1 ? "place" : "places"}${all.length > 30 ? ", the first 30 are shown" : ""}`;
  if (all.length) mark(0);
}

function mark(choice) {
  const items = [...finder.list.children];
  finder.choice = Math.max(0, Math.min(items.length - 1, choice));
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === finder.choice)));
  items[finder.choice]?.scrollIntoView({ block: "nearest" });
  if (items.length) finder.input.setAttribute("aria-activedescendant", items[finder.choice].id);
}

function choose(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) mark(finder.choice + steps[event.key]);
  else if (event.key === "Enter" && event.target === finder.input) {
    finder.list.children[finder.choice]?.click();
  } else return;
  event.preventDefault();
}

/** A button that looks like a field, in the room above the list of chapters. */
function placeOpener() {
  const nav = document.querySelector("nav.chapters");
  const opener = make("button", { type: "button", class: "look-open", "aria-keyshortcuts": "/", click: find,
    "aria-label": "Search the report", ...(isEnglish ? {} : { lang: "en" }) }, "Search", make("kbd", {}, "/"));
  nav?.prepend(opener);
}

/** The slash opens the search wherever nothing is typed. */
function prepareSearch() {
  addEventListener("keydown", (event) => {
    const isTyping = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    find();
  });
}
