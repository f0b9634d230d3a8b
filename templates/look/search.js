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
  if (!window.reportText) finder.note.textContent = "Reading the index…";
  askIndex().then(answer, () => {
    finder.note.textContent = "The index assets/search.js is missing.";
  });
}

let askedIndex = null;

/** The script with the index, loaded once. */
function askIndex() {
  return askedIndex ??= new Promise((load, error) => {
    if (window.reportText) load();
    else document.head.append(make("script", { src: new URL("assets/search.js", site), load, error }));
  });
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

/** All that can be found, as one text. */
function wholeText() {
  return finder.text ??= window.reportText.map(([, title, , heading, text]) => plainly(`${title} ${heading} ${text}`)).join(" ");
}

/** All words of the report, without those too short to be misspelt. */
function vocabulary() {
  return finder.words ??= [...new Set(wholeText().match(/\p{L}{4,}/gu))];
}

/** How many letters must be added, left out, exchanged or swapped with the next to make one word of another. */
function mistakes(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      row[j] = Math.min(row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[one.length][other.length];
}

/** The report's word that a word which is not in it was meant to be: one mistake away, two in a long one. */
function meant(word) {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const near = vocabulary().filter((other) => Math.abs(other.length - word.length) <= most)
    .map((other) => ({ other, count: mistakes(word, other) })).filter(({ count }) => count <= most);
  return near.sort((a, b) => a.count - b.count)[0]?.other ?? word;
}

/** The words as they are, or, where the report has none of them so, as they were meant. */
function asMeant(words) {
  return words.map((word) => (escaped([word]).test(wholeText()) ? word : meant(word)));
}

function answer() {
  const typed = plainly(finder.input.value).split(/\s+/).filter(Boolean);
  const words = typed.length && window.reportText ? asMeant(typed) : typed;
  const all = words.length && window.reportText ? found(words) : [];
  const changed = words.filter((word, place) => word !== typed[place]);
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
    : (changed.length ? `Nothing has what was typed; with “${changed.join("”, “")}”: ` : "")
      + (all[0].count < words.length ? `Nothing has all of these words; ${all[0].count} of them: ` : "")
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
  const opener = make("button", { type: "button", class: "look-open", "aria-keyshortcuts": "/", click: find,
    "aria-label": "Search the report", ...(isEnglish ? {} : { lang: "en" }) }, "Search", make("kbd", {}, "/"));
  placeOnTop(opener);
}

/** Puts something above the list of chapters, where it stays while the list is scrolled. */
function placeOnTop(element) {
  const nav = document.querySelector("nav.chapters");
  if (!nav?.querySelector(".look-top")) nav?.prepend(make("div", { class: "look-top" }));
  nav?.querySelector(".look-top").prepend(element);
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
