(() => {
"use strict";
// What all parts share. The files of this folder become one script, each of whose names the others may use.

/** The site's own folder, from which the search index and the style of all this are fetched on demand. */
const site = new URL("..", document.currentScript.src);
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

// The pictures of the page: which figure, row and column each stands in, and how the keyboard reaches it.

/** By their elements. */
const pictures = new Map();

/** The pictures of a figure with their places and labels, row by row. */
function grid(figure) {
  const panels = figure.querySelector(".panels, .picture");
  const columns = [...panels.querySelectorAll(".column-label")].map(textOf);
  const rows = [];
  let label = "";
  for (const part of panels.querySelectorAll(".row-label, img")) {
    if (part.matches(".row-label")) {
      label = [...part.childNodes].map((node) => node.textContent.trim()).filter(Boolean).join(" ");
      continue;
    }
    const [, row = 1, column = 1] = part.src.match(/panel-(\d+)-(\d+)\.\w+$/) ?? [];
    const own = textOf(part.parentElement.querySelector(".cell-label"));
    (rows[row - 1] ??= [])[column - 1] = {
      figure, image: part, row: row - 1, column: column - 1,
      rowLabel: label, columnLabel: columns[column - 1] ?? "", own,
    };
  }
  return rows.map((row) => row.filter(Boolean)).filter((row) => row.length > 0);
}

/** What a picture is called: its row, its column and its own label, or that of the picture at the column's head. */
function nameOf(picture) {
  const head = picture.rows[0][picture.column]?.own ?? "";
  const all = [picture.rowLabel, picture.columnLabel, picture.own || head];
  return all.filter((text, place) => text && all.indexOf(text) === place).join(", ");
}

/** The picture some rows and columns away; null beyond the edge. */
function neighbour(picture, rows, columns) {
  return picture.rows[picture.row + rows]?.[picture.column + columns] ?? null;
}

const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** One stop of the tab key for every figure: the arrows lead on from there. */
function stopAt(picture) {
  for (const other of picture.rows.flat()) other.image.tabIndex = other === picture ? 0 : -1;
}

function pressed(event) {
  const picture = pictures.get(event.currentTarget);
  const step = arrows[event.key];
  if (event.key === "Enter" || event.key === " ") open(picture);
  else if (step) {
    const next = neighbour(picture, ...step);
    if (next) {
      stopAt(next);
      next.image.focus();
    }
  } else return;
  event.preventDefault();
}

/** Makes the pictures of a figure open the viewer. */
function preparePictures(figure) {
  const rows = grid(figure);
  const panels = figure.querySelector(".panels");
  // Its pictures can now be reached one by one, so it is no longer one picture to a screen reader.
  panels?.setAttribute("role", "group");
  rows.forEach((row, y) => {
    row.forEach((picture, x) => {
      Object.assign(picture, { rows, row: y, column: x });
      pictures.set(picture.image, picture);
    });
  });
  for (const picture of rows.flat()) {
    const { image } = picture;
    image.alt ||= `${nameOf(picture) || `Row ${picture.row + 1}, column ${picture.column + 1}`}: look closely`;
    image.setAttribute("role", "button");
    image.addEventListener("click", () => open(picture));
    image.addEventListener("keydown", pressed);
  }
  if (rows.length) stopAt(rows[0][0]);
}

// What an anagram's view does to its picture, animated: turned, inverted, or cut into pieces that move.

/** Views that are one movement of the whole picture. */
const wholes = {
  flip: { transform: "rotateX(180deg)" },
  clockwise: { transform: "rotate(90deg)" },
  counterclockwise: { transform: "rotate(-90deg)" },
  "half-turn": { transform: "rotate(180deg)" },
  negative: { filter: "invert(1)" },
};

/** A piece of the picture: left, top, width and height in its pixels, and where it goes. */
const pieces = {
  "inner-circle": (side) => [{ box: [0, 0, side, side], clip: "circle(37.5%)", transform: "rotate(180deg)" }],
  "square-hinge": (side) => {
    const size = Math.floor(side / 3);
    return [...Array(9).keys()].map((index) => {
      const [row, column] = [Math.floor(index / 3), index % 3];
      const angle = (row + column) % 2 === 0 ? 90 : -90;
      return { box: [column * size, row * size, size, size], transform: `rotate(${angle}deg)` };
    });
  },
  skew: (side) =>
    [...Array(side).keys()].map((column) => {
      return { box: [column, 0, 1, side], roll: Math.trunc(1.5 * (column - side / 2)) };
    }),
};

/** Lays a picture's pieces over it; all lengths are shares of its side, so that they follow its size. */
function cut(image, view) {
  const side = image.naturalWidth;
  const layer = make("span", { class: "look-pieces", "aria-hidden": "true" });
  for (const { box: [x, y, width, height], clip, transform = "", roll } of pieces[view](side)) {
    const percent = (part, whole) => (whole === 0 ? 0 : (100 * part) / whole);
    const piece = make("span");
    Object.assign(piece.style, {
      left: `${percent(x, side)}%`, top: `${percent(y, side)}%`,
      width: `${percent(width, side)}%`, height: `${percent(height, side)}%`,
      backgroundImage: `url("${image.src}")`, backgroundSize: `${percent(side, width)}% ${percent(side, height)}%`,
      backgroundPosition: `${percent(x, side - width)}% ${percent(y, side - height)}%`,
      clipPath: clip ?? "",
    });
    piece.dataset.transform = transform;
    if (roll !== undefined) piece.dataset.roll = roll / side;
    layer.append(piece);
  }
  return layer;
}

/** Puts something exactly over a picture. */
function cover(image, layer) {
  Object.assign(layer.style, {
    left: `${image.offsetLeft}px`, top: `${image.offsetTop}px`,
    width: `${image.offsetWidth}px`, height: `${image.offsetHeight}px`,
  });
  image.after(layer);
  layer.getBoundingClientRect();  // so that what follows is a change, which the style sheet animates
}

/** Shows a picture as a view sees it, or as it is; `seen` is the block's own picture of that view. */
function turn(image, view, isTurned, seen) {
  image.classList.add("look-turning");
  const whole = wholes[view] ?? {};
  image.style.transform = isTurned ? (whole.transform ?? "") : "";
  image.style.filter = isTurned ? (whole.filter ?? "") : "";
  let layer = image.parentElement.querySelector(":scope > .look-over");
  if (layer && layer.dataset.view !== view) {
    layer.remove();
    layer = null;
  }
  if (view in wholes) return;
  if (!layer) {
    layer = pieces[view] ? cut(image, view) : make("img", { src: seen.src, alt: "" });
    layer.classList.add("look-over");
    layer.dataset.view = view;
    cover(image, layer);
  }
  layer.classList.toggle("look-shown", isTurned);
  for (const piece of layer.children) {
    piece.style.transform = isTurned ? piece.dataset.transform : "";
    if (piece.dataset.roll) {
      const height = layer.offsetHeight;
      piece.style.backgroundPositionY = isTurned ? `${piece.dataset.roll * height}px` : "0px";
    }
  }
}

/** Takes away what `turn` left behind. */
function straighten(image) {
  image.classList.remove("look-turning");
  image.style.transform = image.style.filter = "";
  image.parentElement.querySelector(":scope > .look-over")?.remove();
}

/** The pictures of an anagram's other views in the picture's row, with their views' names. */
function viewsOf(picture) {
  if (picture.figure.dataset.directive !== "anagram" || picture.column !== 0) return [];
  return picture.rows[picture.row].slice(1).map(({ columnLabel, image }) => ({ name: columnLabel, image }));
}

/** How far away a hybrid image seems: it shrinks, and what is fine in it blurs, as the eye would have it. */
function distance(image, share) {
  image.style.transform = share > 0 ? `scale(${1 - 0.88 * share})` : "";
  image.style.filter = share > 0 ? `blur(${(share * image.offsetWidth) / 24}px)` : "";
  // Pixels that are seen from afar are no longer sharp squares.
  image.style.imageRendering = share > 0 ? "auto" : "";
}

/** A slider for the viewing distance of some pictures. */
function distanceSlider(images) {
  const change = (event) => {
    for (const image of images()) distance(image, event.target.value / 100);
  };
  return make("label", { class: "look-slider" }, "Viewing distance ",
    make("input", { type: "range", min: 0, max: 100, value: 0, "aria-label": "Viewing distance", input: change }));
}

// What stands beside "How it was made": a figure's own ways of being looked at.

/** Whether the frames of a directive's film stand beside each other or beneath each other. */
const films = {
  film: "row", iterative: "row", edit: "row", forward: "row", estimate: "row", noise: "row", "denoise-levels": "row",
  walk: "row", sweep: "column", sample: "column", denoise: "column", "from-noise": "column",
};

/** The frames of the film that a picture is part of; none where the block made no film. */
function framesOf(picture) {
  const way = films[picture.figure.dataset.directive];
  if (way === "row") return picture.rows[picture.row];
  if (way === "column") return picture.rows.map((row) => row[picture.column]).filter(Boolean);
  return [];
}

/** A button for each view of an anagram, which turns all its pictures at once. */
function viewButtons(rows) {
  const buttons = viewsOf(rows[0][0]).map(({ name }, place) => {
    const toggle = () => {
      const isOn = buttons[place].getAttribute("aria-pressed") === "false";
      buttons.forEach((other, index) => other.setAttribute("aria-pressed", String(isOn && index === place)));
      for (const [first, ...views] of rows) {
        if (views[place]) turn(first.image, name, isOn, views[place].image);
      }
    };
    const element = button(name, `See all pictures through the view: ${name}`, toggle);
    element.setAttribute("aria-pressed", "false");
    return element;
  });
  return buttons;
}

/** Adds the tools that suit a figure's block, where there is room already, so that nothing on the page moves. */
function prepareBar(figure) {
  const rows = pictures.get(figure.querySelector(".panels img"))?.rows;
  if (!rows) return;
  const tools = viewButtons(rows);
  if (figure.dataset.directive === "hybrid") tools.push(distanceSlider(() => rows.map((row) => row[0].image)));
  if (framesOf(rows[0][0]).length > 2) {
    tools.push(button("▶ Play", "Play as a film", () => {
      open(rows[0][0]);
      play(true);
    }));
  }
  const marks = isEnglish ? {} : { lang: "en", dir: "ltr" };
  if (tools.length) {
    figure.querySelector(".recipe")?.before(
      make("div", { class: "look-bar", role: "group", "aria-label": "Ways of looking", ...marks }, ...tools));
  }
}

// The viewer: one picture, large, with everything that is known of it.

/** The viewer's parts, once it has been opened; what it shows; and how. */
let viewer = null;
let shown = null;
let zoom = 1;
let isSmooth = false;

function buildViewer() {
  const parts = { image: make("img", { alt: "" }), place: make("p", { class: "look-place", "aria-live": "polite" }) };
  parts.over = make("img", { class: "look-kept", alt: "", hidden: true });
  parts.picture = make("div", { class: "look-picture" }, parts.image, parts.over);
  parts.stage = make("div", { class: "look-stage", tabindex: 0, role: "group", pointermove: point, wheel: turnWheel,
    "aria-label": "Picture. Arrow keys: neighbours. Plus, minus: zoom. S: smooth. Escape: close." }, parts.picture);
  parts.pixel = make("output", { class: "look-pixel" });
  parts.size = make("output", { class: "look-size" });
  parts.extras = make("div", { class: "look-extras" });
  parts.words = make("p", { class: "look-words" });
  parts.copy = button("Copy the block", "Copy the block that made this", copyBlock);
  parts.smooth = button("Smooth", "Pixels or smooth", smooth, "S");
  parts.dialog = dialog("look", "Picture viewer",
    make("div", { class: "look-head" }, parts.place, button("✕", "Close", () => viewer.dialog.close(), "Escape")),
    parts.stage,
    make("div", { class: "look-tools" }, ...moveButtons(), ...zoomButtons(parts), ...keepButtons(parts), parts.pixel),
    parts.extras,
    make("div", { class: "look-foot" }, parts.words, parts.copy));
  parts.dialog.addEventListener("keydown", key);
  parts.dialog.addEventListener("close", closed);
  parts.image.addEventListener("load", resize);
  addEventListener("resize", () => parts.dialog.open && fit());
  return parts;
}

function moveButtons() {
  return [["←", "Picture to the left", 0, -1], ["→", "Picture to the right", 0, 1], ["↑", "Picture above", -1, 0],
    ["↓", "Picture below", 1, 0]].map(([sign, label, rows, columns]) => {
    const element = button(sign, label, () => move(rows, columns));
    element.className = "look-move";
    element.step = [rows, columns];
    return element;
  });
}

function zoomButtons({ size, smooth }) {
  return [button("−", "Smaller", () => enlarge(-1), "−"), size, button("+", "Larger", () => enlarge(1), "+"), smooth];
}

/** Opens the viewer at a picture. */
function open(picture) {
  viewer ??= buildViewer();
  show(picture);
  if (viewer.dialog.open) return;
  viewer.dialog.showModal();
  fit();
  viewer.stage.focus();
}

function closed() {
  play(false);
  straighten(viewer.image);
  stopAt(shown);
  shown.image.focus();
}

/** Shows another picture in the open viewer. */
function show(picture) {
  const isSameFigure = shown?.figure === picture.figure;
  const before = shown && size().width;
  shown = picture;
  const isOtherSize = before !== size().width;
  straighten(viewer.image);
  viewer.image.src = picture.image.src;
  viewer.image.alt = nameOf(picture);
  const count = picture.rows.flat();
  const number = textOf(picture.figure.querySelector("figcaption strong")).replace(/\.$/, "");
  viewer.place.textContent = [number, nameOf(picture), `${count.indexOf(picture) + 1} of ${count.length}`]
    .filter(Boolean).join(" · ");
  viewer.words.textContent = textOf(picture.figure.querySelector("figcaption"));
  viewer.copy.hidden = !picture.figure.querySelector(".recipe code");
  viewer.copy.textContent = "Copy the block";
  for (const element of viewer.dialog.querySelectorAll(".look-move")) {
    element.disabled = !neighbour(picture, ...element.step);
  }
  showExtras(isSameFigure);
  showKept();
  if (viewer.dialog.open && (!isSameFigure || isOtherSize)) fit();
  resize();
}

function move(rows, columns) {
  const next = neighbour(shown, rows, columns);
  if (next) show(next);
}

/** The largest whole number of screen pixels for a pixel with which the picture fits. */
function fit() {
  const { width, height } = size();
  const room = viewer.stage.getBoundingClientRect();
  zoom = Math.max(1, Math.floor(Math.min((room.width - 16) / width, (room.height - 16) / height)));
  resize();
}

/** The shown picture's own size, which its attributes tell before it has been loaded. */
function size() {
  const { image } = shown;
  const told = (name) => Number(image.getAttribute(name));
  return { width: image.naturalWidth || told("width"), height: image.naturalHeight || told("height") };
}

function enlarge(step) {
  zoom = Math.max(1, Math.min(64, zoom + step * Math.max(1, Math.floor(zoom / 6))));
  resize();
}

function resize() {
  const { width, height } = size();
  Object.assign(viewer.picture.style, { width: `${width * zoom}px`, height: `${height * zoom}px` });
  viewer.picture.classList.toggle("look-smooth", isSmooth);
  viewer.size.textContent = `${zoom}×`;
  viewer.smooth.setAttribute("aria-pressed", String(isSmooth));
}

function smooth() {
  isSmooth = !isSmooth;
  resize();
}

async function copyBlock() {
  const text = shown.figure.querySelector(".recipe code").textContent;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { readonly: true });
    area.value = text;
    viewer.dialog.append(area);
    area.select();
    isCopied = document.execCommand("copy");  // the way that needs no secure origin
    area.remove();
    viewer.copy.focus();
  }
  viewer.copy.textContent = isCopied ? "Copied" : "Not allowed by this browser";
}

// What the viewer does at a key, at the wheel and under the pointer.

/** The keys of the viewer beside the arrows and those of its buttons. */
const keys = {
  "+": () => enlarge(1), "=": () => enlarge(1), "-": () => enlarge(-1), "−": () => enlarge(-1), 0: () => fit(),
  s: () => smooth(), " ": () => play(!isPlaying()), v: () => nextView(), k: () => keep(), b: () => blink(),
};

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onSlider = event.target.matches("input");
  if (event.key === " " && event.target.matches("button, input")) return;
  const step = onSlider ? null : arrows[event.key];
  const action = keys[event.key.toLowerCase()];
  if (step) move(...step);
  else if (action) action();
  else return;
  event.preventDefault();
}

let turnedBy = 0;

/** A notch of the wheel, or as much of a touch pad, is one step. */
function turnWheel(event) {
  if (event.ctrlKey) return;
  event.preventDefault();
  turnedBy += event.deltaY;
  if (Math.abs(turnedBy) < 50) return;
  enlarge(turnedBy < 0 ? 1 : -1);
  turnedBy = 0;
}

/** Tells the pixel under the pointer, and its value. */
function point(event) {
  const box = viewer.image.getBoundingClientRect();
  const [x, y] = [Math.floor((event.clientX - box.left) / zoom), Math.floor((event.clientY - box.top) / zoom)];
  const { width, height } = size();
  const isInside = x >= 0 && y >= 0 && x < width && y < height && !viewer.image.style.transform;
  viewer.pixel.textContent = isInside ? `row ${y}, column ${x}${valueAt(x, y)}` : "";
}

/** The pixels of the pictures that have been asked for, by their addresses. */
const pixelData = new Map();

/** `: red, green, blue`, once the picture's pixels are there. */
function valueAt(x, y) {
  const { image } = shown;
  if (!pixelData.has(image.src)) loadPixels(shown.figure);
  const data = pixelData.get(image.src);
  if (!data) return "";
  const [red, green, blue] = data.getImageData(x, y, 1, 1).data;
  return red === green && green === blue ? `: ${red}` : `: ${red}, ${green}, ${blue}`;
}

/** Reads a figure's pictures from the script that has them: those that it shows may not be read from a file. */
function loadPixels(figure) {
  const images = pictures.get(figure.querySelector(".panels img, .picture img")).rows.flat().map(({ image }) => image);
  for (const { src } of images) pixelData.set(src, null);
  const script = make("script", { src: new URL("pixels.js", images[0].src) });
  script.addEventListener("load", () => {
    for (const { src } of images) draw(src, window.reportPixels?.[figure.id]?.[decodeURIComponent(src.split("/").at(-1))]);
  });
  if (figure.querySelector(".panels")) document.head.append(script);
}

/** A picture on a canvas that may be read. */
async function draw(src, data) {
  if (!data) return;
  const image = make("img", { src: `data:image/png;base64,${data}` });
  await image.decode();
  const canvas = make("canvas", { width: image.width, height: image.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  pixelData.set(src, context);
}

// What the viewer offers for some pictures: views, viewing distance, films, and comparison with a picture kept.

let timer = null;
let turned = -1;

const isPlaying = () => timer !== null;

/** The tools of the shown picture's block beneath it. */
function showExtras(isSameFigure) {
  turned = -1;
  const [frames, views] = [framesOf(shown), viewsOf(shown)];
  if (isPlaying() && frames.length < 2) play(false);
  const scrubber = viewer.extras.querySelector(".look-scrubber input");
  // The slider that is being moved must stay.
  if (isSameFigure && scrubber && Number(scrubber.max) === frames.length - 1) {
    scrubber.value = frames.indexOf(shown);
    scrubber.setAttribute("aria-valuetext", nameOf(shown));
    return;
  }
  const tools = views.map(({ name }, place) => {
    const element = button(name, `See through the view: ${name}`, () => seeThrough(turned === place ? -1 : place), "V");
    element.setAttribute("aria-pressed", "false");
    return element;
  });
  if (shown.figure.dataset.directive === "hybrid") tools.push(distanceSlider(() => [viewer.image]));
  if (frames.length > 1) tools.push(...film(frames));
  // The room for a figure's tools stays where a picture has none, so that the pictures do not jump.
  viewer.extras.classList.toggle("look-room", Boolean(shown.figure.querySelector(".look-bar")));
  const hadFocus = viewer.extras.contains(document.activeElement);
  viewer.extras.replaceChildren(...tools);
  if (hadFocus) viewer.stage.focus();
}

function seeThrough(place) {
  const views = viewsOf(shown);
  const view = views[place] ?? views[turned];
  if (!view) return;
  turn(viewer.image, view.name, place in views, view.image);
  turned = place in views ? place : -1;
  [...viewer.extras.children].forEach((tool, index) => tool.setAttribute("aria-pressed", String(index === turned)));
}

function nextView() {
  seeThrough(turned + 1 < viewsOf(shown).length ? turned + 1 : -1);
}

/** A button that plays and a slider over the frames. */
function film(frames) {
  const scrub = (event) => {
    play(false);
    show(framesOf(shown)[event.target.value]);
  };
  const slider = make("input", { type: "range", min: 0, max: frames.length - 1, value: frames.indexOf(shown),
    "aria-label": "Frame", "aria-valuetext": nameOf(shown), input: scrub });
  const player = button("▶ Play", "Play or pause", () => play(!isPlaying()), "Space");
  player.classList.add("look-player");
  return [player, make("label", { class: "look-scrubber" }, slider)];
}

/** Begins or ends playing the frames, over and over, with a longer look at the last. */
function play(isOn) {
  clearTimeout(timer);
  timer = null;
  const player = viewer?.extras.querySelector(".look-player");
  if (player) player.textContent = isOn ? "❚❚ Pause" : "▶ Play";
  if (!isOn || !player) return;
  const next = () => {
    const frames = framesOf(shown);
    const place = (frames.indexOf(shown) + 1) % frames.length;
    show(frames[place]);
    if (isPlaying()) timer = setTimeout(next, place === frames.length - 1 ? 1600 : 400);
  };
  timer = setTimeout(next, 400);
}

/** Buttons that keep a picture and set others of the site beside it. */
function keepButtons(parts) {
  const slide = (event) => parts.picture.style.setProperty("--share", `${event.target.value}%`);
  parts.divider = make("input", { type: "range", min: 0, max: 100, value: 0, input: slide,
    "aria-label": "How much of the kept picture is seen" });
  parts.blink = button("Blink", "Change between this picture and the one kept", blink, "B");
  parts.compare = make("span", { class: "look-compare", hidden: true }, parts.divider, parts.blink);
  return [button("Keep", "Keep this picture, to compare others with it", keep, "K"), parts.compare];
}

function keep() {
  memory.set("look-kept", { source: shown.image.src, name: viewer.place.textContent });
  showKept();
}

/** Lays the kept picture over the shown one, as far as the slider says. */
function showKept() {
  const kept = memory.get("look-kept");
  const isOther = Boolean(kept) && kept.source !== shown.image.src;
  viewer.compare.hidden = viewer.over.hidden = !isOther;
  viewer.compare.title = kept ? `Kept: ${kept.name}` : "";
  if (isOther) viewer.over.src = kept.source;
}

function blink() {
  if (viewer.compare.hidden) return;
  const next = viewer.divider.value > 0 ? 0 : 100;
  viewer.divider.value = next;
  viewer.picture.style.setProperty("--share", `${next}%`);
}

// Plots that answer: the values under the pointer or at the arrow keys, read back from the drawing's own coordinates.

const numbers = (text) => (text.match(/-?[\d.]+/g) ?? []).map(Number);

/** The number of an axis's label, with any of the signs that labels use. */
function labelled(text) {
  const [, factor = "1", power] = text.match(/^(?:(-?[\d.]+)\s*[×x]\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/) ?? [];
  if (power) {
    const digits = [...power].map((sign) => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join("");
    return factor * 10 ** digits;
  }
  const plain = text.trim().replace(/^[−–]/, "-").replace(/,(?=\d{3})/g, "");
  return plain === "" ? NaN : Number(plain);
}

/** What turns a coordinate back into a value, linear or logarithmic as the ticks say; null without two numbers. */
function scaleOf(ticks) {
  const all = ticks.filter(({ value }) => Number.isFinite(value));
  if (all.length < 2) return null;
  const [first, last] = [all[0], all[all.length - 1]];
  const through = (put, back) => {
    const slope = (put(last.value) - put(first.value)) / (last.at - first.at);
    const value = (at) => back(put(first.value) + slope * (at - first.at));
    const error = Math.max(...all.map((tick) => Math.abs(put(tick.value) - put(value(tick.at)))));
    return { value, error: error / Math.abs(put(last.value) - put(first.value)) };
  };
  const linear = through((value) => value, (value) => value);
  const logarithmic = all.every(({ value }) => value > 0) ? through(Math.log, Math.exp) : { error: Infinity };
  return (logarithmic.error < linear.error ? logarithmic : linear).value;
}

/** The labels along an axis: those of x stand in the middle under their ticks, those of y end before theirs. */
function ticksOf(svg, anchor, key, offset) {
  const own = [...svg.querySelectorAll(`:scope > text[text-anchor=${anchor}]`)];
  return own.map((text) => ({
    label: text.textContent, value: labelled(text.textContent), at: Number(text.getAttribute(key)) + offset,
  }));
}

/** The curves of a drawing with their names and points; of a raw and a smoothed curve, the smoothed one. */
function curvesOf(svg, unnamed) {
  const paths = [...svg.querySelectorAll(":scope > path[class^=c]")];
  const isEntry = (path) => path.nextElementSibling?.getAttribute("text-anchor") === "start";
  const names = new Map(
    paths.filter(isEntry).map((path) => [path.classList[0], path.nextElementSibling.textContent]));
  const curves = new Map();
  for (const path of paths.filter((path) => !isEntry(path))) {
    const [color, style] = path.classList;
    if (style === "band" || style === "errors" || (style === "raw" && curves.get(color)?.style === "smoothed")) continue;
    curves.set(color, { style, color, name: names.get(color) ?? unnamed, points: pointsOf(path, style) });
  }
  return [...curves.values()].filter(({ points }) => points.length);
}

function pointsOf(path, style) {
  const text = path.getAttribute("d");
  if (style === "bars") {
    return [...text.matchAll(/M([\d.]+) [\d.]+V([\d.]+)H([\d.]+)/g)].map(([, left, top, right]) => {
      return [(Number(left) + Number(right)) / 2, Number(top)];
    });
  }
  const all = numbers(text.replace(/h0/g, ""));
  return all.flatMap((x, index) => (index % 2 ? [] : [[x, all[index + 1]]]));
}

/** The shortest number that the drawing, whose coordinates have one decimal, would show at this place. */
function readOff(scale, at) {
  const [low, high] = [scale(at - 0.06), scale(at + 0.06)].sort((a, b) => a - b);
  if (low <= 0 && high >= 0) return "0";
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(scale(at).toPrecision(digits));
    if (short >= low && short <= high) return String(short);
  }
  return String(scale(at));
}

class PlotReader {
  constructor(box) {
    this.box = box;
    this.svg = box.querySelector("svg");
    const ends = ticksOf(this.svg, "end", "y", -6);
    // The last text that ends at the right is the name of the x axis, not a tick.
    this.xName = ends.pop()?.label ?? "";
    const yName = this.svg.querySelector(":scope > text[text-anchor=start]")?.textContent ?? "";
    this.xTicks = ticksOf(this.svg, "middle", "x", 0);
    [this.xScale, this.yScale] = [scaleOf(this.xTicks), scaleOf(ends)];
    this.curves = curvesOf(this.svg, yName);
    this.stops = [...new Set(this.curves.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    this.stop = -1;
  }

  get isReadable() {
    return this.stops.length > 0 && Boolean(this.yScale) && this.xTicks.length > 0;
  }

  /** Lets pointer and keys ask. */
  prepare() {
    const marks = { class: "look-reading", "aria-hidden": "true", hidden: true };
    this.reading = make("div", marks);
    this.cross = document.createElementNS(this.svg.namespaceURI, "g");
    this.cross.setAttribute("class", "look-cross");
    this.svg.append(this.cross);
    this.box.append(this.reading);
    this.box.classList.add("look-plot");
    Object.entries({ role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": this.stops.length - 1,
      "aria-valuenow": 0, "aria-valuetext": "The arrow keys read the values" })
      .forEach(([key, value]) => this.box.setAttribute(key, value));
    this.box.addEventListener("pointermove", (event) => this.readAt(event));
    this.box.addEventListener("pointerdown", (event) => this.readAt(event));
    this.box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.leave());
    this.box.addEventListener("blur", () => this.leave());
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  readAt(event) {
    const box = this.svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * this.svg.viewBox.baseVal.width;
    const distances = this.stops.map((x) => Math.abs(x - at));
    this.read(distances.indexOf(Math.min(...distances)));
  }

  key(event) {
    const page = Math.max(1, Math.round(this.stops.length / 10));
    const [last, now] = [this.stops.length - 1, Math.max(this.stop, 0)];
    const places = { ArrowRight: this.stop < 0 ? 0 : now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1,
      PageUp: now + page, PageDown: now - page, Home: 0, End: last };
    if (event.key === "Escape") this.leave();
    else if (event.key in places) {
      event.preventDefault();
      this.read(Math.min(last, Math.max(0, places[event.key])));
    }
  }

  leave() {
    this.reading.hidden = true;
    this.cross.replaceChildren();
    this.stop = -1;
  }

  /** What x is there: a number, or the nearest category. */
  xText(at) {
    if (this.xScale) return `${this.xName} ${readOff(this.xScale, at)}`;
    const nearest = [...this.xTicks].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    return nearest.label;
  }

  /** Shows the values at the stop with this number. */
  read(stop) {
    this.stop = stop;
    const x = this.stops[stop];
    // A curve answers where it has a point within a few pixels; bars of a group stand a little beside each other.
    const found = this.curves.map(({ name, color, points }) => {
      const [at, y] = points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
      return { name, color, at, y };
    }).filter(({ at }) => Math.abs(at - x) < 4);
    const value = ({ y }) => readOff(this.yScale, y);
    this.draw(x, found);
    this.reading.replaceChildren(make("strong", {}, this.xText(x)),
      ...found.map((one) => make("span", { class: one.color }, `${one.name}: ${value(one)}`)));
    this.reading.hidden = false;
    const share = x / this.svg.viewBox.baseVal.width;
    this.reading.classList.toggle("look-left", share > 0.5);
    this.reading.style.setProperty("--at", `${100 * share}%`);
    this.reading.style.top = `${(100 * this.top) / this.svg.viewBox.baseVal.height}%`;
    this.box.setAttribute("aria-valuenow", stop);
    this.box.setAttribute("aria-valuetext",
      [this.xText(x), ...found.map((one) => `${one.name} ${value(one)}`)].join(", "));
  }

  /** Where the drawing's area begins and ends. */
  get top() {
    const line = this.svg.querySelector(":scope > .grid[d*=V]") ?? this.svg.querySelector(":scope > .grid");
    return Math.min(...[line, this.svg.querySelector(":scope > .grid:not([d*=V])")].filter(Boolean)
      .map((path) => numbers(path.getAttribute("d"))[1]));
  }

  get bottom() {
    return numbers(this.svg.querySelector(":scope > .axis").getAttribute("d"))[1];
  }

  draw(x, found) {
    const element = (name, attributes) => {
      const shape = document.createElementNS(this.svg.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
      return shape;
    };
    this.cross.replaceChildren(
      element("path", { d: `M${x} ${this.top}V${this.bottom}` }),
      ...found.map(({ at, y, color }) => element("circle", { cx: at, cy: y, r: 6, class: color })));
  }
}

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

/** The sections in which all words occur, those with the words in their headings first. */
function found(words) {
  const results = [];
  for (const [page, title, anchor, heading, text] of window.reportText ?? []) {
    const [own, above, body] = [heading, title, text].map(plainly);
    const worth = (word) => 10 * own.includes(word) + 4 * above.includes(word) + Math.min(5, body.split(word).length - 1);
    if (words.some((word) => worth(word) === 0)) continue;
    const score = words.reduce((sum, word) => sum + worth(word), 0);
    results.push({ page, title, anchor, heading, text, score, place: body.search(escaped(words)) });
  }
  return results.sort((a, b) => b.score - a.score);
}

const escaped = (words) => new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"));

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
    const address = new URL(`${result.page}${result.anchor ? `#${result.anchor}` : ""}`, site);
    const place = result.heading ? `${result.title} › ${result.heading}` : result.title;
    return make("a", { href: address, tabindex: -1, role: "option", id: `look-found-${index}`, "aria-selected": "false",
      click: () => finder.dialog.close() }, make("strong", {}, place), make("span", {}, ...excerpt(result, words)));
  }));
  finder.note.textContent =
    !window.reportText ? finder.note.textContent
    : !words.length ? "Words of the text, in any order. ↑ ↓ choose, Enter opens."
    : all.length === 0 ? "Nothing has all of these words."
    : `${all.length} ${all.length === 1 ? "place" : "places"}${all.length > 30 ? ", the first 30 are shown" : ""}`;
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

/** Shows the figure, table or equation that a reference of this page leads to. */
function showPreview(link) {
  hidePreview();
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const whole = target?.closest("figure.block, .equation");
  if (!whole) return;
  const copy = whole.cloneNode(true);
  for (const other of copy.querySelectorAll(".recipe, .look-bar, .look-reading")) other.remove();
  for (const other of copy.querySelectorAll("[tabindex]")) other.removeAttribute("tabindex");
  // A drawing is styled by its id, which stays; it is gone again before anything could look for it.
  for (const other of [copy, ...copy.querySelectorAll("[id]")]) if (!other.closest("svg")) other.removeAttribute("id");
  preview = make("div", { class: "look-preview", "aria-hidden": "true" }, copy);
  document.body.append(preview);
  const [own, box] = [link.getBoundingClientRect(), preview.getBoundingClientRect()];
  const isBelow = own.bottom + box.height + 16 < innerHeight;
  preview.style.left = `${Math.max(8, Math.min(own.left, innerWidth - box.width - 8))}px`;
  preview.style.top = `${isBelow ? own.bottom + 8 : Math.max(8, own.top - box.height - 8)}px`;
}

/** References of the page show what they lead to while the pointer or the focus is on them. */
function preparePreviews() {
  for (const link of document.querySelectorAll('a.reference[href^="#"]')) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showPreview(link));
    link.addEventListener("focus", () => link.matches(":focus-visible") && showPreview(link));
    for (const end of ["pointerleave", "blur", "click"]) link.addEventListener(end, hidePreview);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hidePreview());
}

/** What is wider than its place can be scrolled with the arrow keys, too. */
function prepareScrolling() {
  const isWide = (part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === "auto";
  const look = () => {
    for (const part of document.querySelectorAll("main :is(.table, .katex-display, pre)")) {
      if (isWide(part)) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  };
  look();
  addEventListener("resize", look);
}

// Begins when the page stands. Whatever fails here leaves the page as it is without a script.

const figures = [...document.querySelectorAll("figure.block")];
const shows = (figure) => figure.querySelector(".panels img, .picture img");

/** What needs a place on the page comes once its style is there, so that nothing moves. */
function dress() {
  placeOpener();
  for (const figure of figures) if (shows(figure)) prepareBar(figure);
}

document.head.append(
  make("link", { rel: "stylesheet", href: new URL("assets/look.css", site), load: dress, error: dress }));
for (const figure of figures) {
  if (shows(figure)) preparePictures(figure);
  for (const box of figure.querySelectorAll("div.plot")) {
    const reader = new PlotReader(box);
    if (reader.isReadable) reader.prepare();
  }
}
prepareSearch();
followReader();
preparePreviews();
addEventListener("load", prepareScrolling);
})();
