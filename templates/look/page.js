// What all parts share. The files of this folder become one script, each of whose names the others may use.

/** The site's own folder, from which the search index and the style of all this are fetched on demand. */
const site = new URL(document.currentScript.src ? ".." : ".", document.currentScript.src || location.href);
const isEnglish = /^en\b/i.test(document.documentElement.lang);

/** An element with attributes and children; a function as an attribute is a listener, false leaves it out. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A button that shows a word or a sign, says what it does, and names its key. */
function button(text, label, action, key = "") {
  const title = key ? `${label} (${key})` : label;
  return make("button", { type: "button", "aria-label": label, title, click: action }, text);
}

/** Copies a text, and says whether the browser allows it; `host` has room for it, `focused` gets the focus back. */
async function copyText(text, host, focused) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { readonly: true });
    area.value = text;
    host.append(area);
    area.select();
    const isCopied = document.execCommand("copy");  // the way that needs no secure origin
    area.remove();
    focused.focus();
    return isCopied;
  }
}

/** A dialog above the page; the words of these tools are English whatever the report's are. */
function dialog(name, label, ...children) {
  const marks = isEnglish ? {} : { lang: "en", dir: "ltr" };
  const element = make("dialog", { class: name, "aria-label": label, ...marks }, ...children);
  element.addEventListener("click", (event) => event.target === element && element.close());
  document.body.append(element);
  return element;
}

/** The visible text of an element: a formula once, as it is read out, and no controls. */
function textOf(element) {
  if (!element) return "";
  const copy = element.cloneNode(true);
  for (const math of copy.querySelectorAll(".katex-mathml annotation")) {
    math.closest(".katex").replaceWith(math.textContent);
  }
  for (const other of copy.querySelectorAll(".data, .letter")) other.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** What is kept for the other pages of a visit; a browser may forbid it to files. */
const memory = {
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Then only this page knows it.
    }
  },
};
