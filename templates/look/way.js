// Finding the way: the menu shows where the reader is, and a reference shows what it leads to.

/** Scrolls the menu to the current chapter and marks the section that is being read. */
function followReader() {
  const nav = document.querySelector("nav.chapters");
  const current = nav?.querySelector("ol [aria-current]");
  if (current && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = current.offsetTop - nav.clientHeight / 3;
  }
  const links = [...(nav?.querySelectorAll('li ul a[href^="#"]') ?? [])];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length || headings.includes(null)) return;
  const mark = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).length;
    links.forEach((link, index) => {
      if (index === above - 1) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  new IntersectionObserver(mark).observe(headings[0]);
  addEventListener("scroll", mark, { passive: true });
}

let preview = null;

function hidePreview() {
  preview?.remove();
  preview = null;
}

/** Shows the figure, table or equation that a reference leads to, of another page as the index tells it. */
function showPreview(link) {
  hidePreview();
  const id = decodeURIComponent(link.hash.slice(1));
  if (link.pathname === location.pathname) {
    const whole = document.getElementById(id)?.closest("figure.block, .equation");
    if (whole) placePreview(link, copyOf(whole));
    return;
  }
  askIndex().then(() => {
    const isMeant = ([page, , anchor]) => new URL(page, site).pathname === link.pathname && anchor === id;
    const [, , , label, all, picture, formula] = window.reportText.find(isMeant) ?? [];
    if (!label || !link.matches(":hover, :focus")) return;
    const shown = make("figure", { class: "block look-elsewhere" });
    // The page may lack the style sheet and the fonts of set formulas; browsers know MathML themselves.
    if (formula) shown.innerHTML = formula;
    if (picture) shown.append(make("img", { src: new URL(picture, site), alt: "" }));
    const [text] = formula ? [""] : all.split("\n");
    const words = text.length > 260 ? `${text.slice(0, text.lastIndexOf(" ", 260))} …` : text;
    shown.append(make("figcaption", {}, make("strong", {}, `${label}.`), words && ` ${words}`));
    placePreview(link, shown);
  }, () => {});
}

/** A part of the page without what only works in its place. */
function copyOf(whole) {
  const copy = whole.cloneNode(true);
  for (const other of copy.querySelectorAll(".recipe, [class^=look-]:not(svg *, img)")) other.remove();
  for (const other of copy.querySelectorAll("[tabindex]")) other.removeAttribute("tabindex");
  // A drawing is styled by its id, which stays; it is gone again before anything could look for it.
  for (const other of [copy, ...copy.querySelectorAll("[id]")]) if (!other.closest("svg")) other.removeAttribute("id");
  return copy;
}

function placePreview(link, copy) {
  hidePreview();
  preview = make("div", { class: "look-preview", "aria-hidden": "true" }, copy);
  document.body.append(preview);
  const [own, box] = [link.getBoundingClientRect(), preview.getBoundingClientRect()];
  const isBelow = own.bottom + box.height + 16 < innerHeight;
  preview.style.left = `${Math.max(8, Math.min(own.left, innerWidth - box.width - 8))}px`;
  preview.style.top = `${isBelow ? own.bottom + 8 : Math.max(8, own.top - box.height - 8)}px`;
}

/** References show what they lead to while the pointer or the focus is on them. */
function preparePreviews() {
  for (const link of document.querySelectorAll('a.reference[href*="#"]')) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showPreview(link));
    link.addEventListener("focus", () => link.matches(":focus-visible") && showPreview(link));
    for (const end of ["pointerleave", "blur", "click"]) link.addEventListener(end, hidePreview);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hidePreview());
}

/** What a part that scrolls is called where it stands: 'Table 3.1', 'Formula (10.1)'; nothing of a listing. */
function nameOfWide(part) {
  if (part.matches("div.table")) {
    return textOf(part.closest("figure")?.querySelector("figcaption strong")).replace(/\.$/, "") || "Table";
  }
  if (part.querySelector(":scope > img")) return "Drawing";
  if (!part.matches(".katex-display")) return "";
  return `Formula ${textOf(part.closest(".equation")?.querySelector(":scope > .number"))}`.trim();
}

/** What is wider than its place can be scrolled with the arrow keys, too. */
function prepareScrolling() {
  const isWide = (part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === "auto";
  const look = () => {
    for (const part of document.querySelectorAll("main :is(div.table, .katex-display, pre, p:has(> img), .picture)")) {
      const label = nameOfWide(part);
      const marks = { tabindex: 0, ...(label ? { role: "region", "aria-label": label } : {}) };
      for (const [name, value] of Object.entries(marks)) {
        if (isWide(part)) part.setAttribute(name, value);
        else part.removeAttribute(name);
      }
    }
  };
  look();
  addEventListener("resize", look);
}
