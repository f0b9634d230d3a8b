(() => {
"use strict";
const site = new URL(document.currentScript.src ? ".." : ".", document.currentScript.src || location.href);
const isEnglish = /^en\b/i.test(document.documentElement.lang);
function make(name, attributes = {}, ...children) {
const element = document.createElement(name);
for (const [key, value] of Object.entries(attributes)) {
if (typeof value === "function") element.addEventListener(key, value);
else if (value !== false) element.setAttribute(key, value === true ? "" : value);
}
element.append(...children);
return element;
}
function button(text, label, action, key = "") {
const title = key ? `${label} (${key})` : label;
return make("button", { type: "button", "aria-label": label, title, click: action }, text);
}
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
function dialog(name, label, ...children) {
const marks = isEnglish ? {} : { lang: "en", dir: "ltr" };
const element = make("dialog", { class: name, "aria-label": label, ...marks }, ...children);
element.addEventListener("click", (event) => event.target === element && element.close());
document.body.append(element);
return element;
}
function textOf(element) {
if (!element) return "";
const copy = element.cloneNode(true);
for (const math of copy.querySelectorAll(".katex-mathml annotation")) {
math.closest(".katex").replaceWith(math.textContent);
}
for (const other of copy.querySelectorAll(".data, .letter")) other.remove();
return copy.textContent.replace(/\s+/g, " ").trim();
}
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
}
},
};
const fileOf = (image) => image.dataset.file ?? image.src;
function partOf(image) {
if (!image.parentElement?.matches(".cut")) return null;
return { left: Number(image.style.getPropertyValue("--x")), top: Number(image.style.getPropertyValue("--y")) };
}
const ownFile = (image) => partOf(image) ? new URL(image.dataset.file, image.src).href : image.src;
function cutLike(image, host) {
const target = host.querySelector("img");
host.classList.toggle("cut", Boolean(partOf(image)));
if (partOf(image)) {
const { style } = image.closest(".panels");
for (const name of ["--sheet-width", "--sheet-height", "--width", "--height"]) {
host.style.setProperty(name, style.getPropertyValue(name));
}
for (const name of ["--x", "--y"]) target.style.setProperty(name, image.style.getPropertyValue(name));
}
if (target.src !== image.src) target.src = image.src;
}
const pictures = new Map();
const textIn = (element, part) => element.querySelector(part)?.textContent.trim() ?? "";
function grid(figure) {
const panels = figure.querySelector(".panels, .picture");
const columns = [...panels.querySelectorAll(".column-label:not(.head)")].map(textOf);
const heads = [...panels.querySelectorAll(".column-label.head")].map(textOf);
const rows = [];
let label = "";
for (const part of panels.querySelectorAll(".row-label, img")) {
if (part.matches(".row-label")) {
const letter = textIn(part, ".letter");
label = [letter && `(${letter})`, textOf(part)].filter(Boolean).join(" ");
continue;
}
const [, row = 1, column = 1] = fileOf(part).match(/panel-(\d+)-(\d+)\.\w+$/) ?? [];
const head = Number(row) === 1 ? heads[column - 1] : "";
const own = textOf(part.closest(".cell")?.querySelector(".cell-label")) || head || "";
(rows[row - 1] ??= [])[column - 1] = {
figure, image: part, row: row - 1, column: column - 1,
rowLabel: label, columnLabel: columns[column - 1] ?? "", own,
};
}
return rows.map((row) => row.filter(Boolean)).filter((row) => row.length > 0);
}
function nameOf(picture) {
const head = picture.rows[0][picture.column]?.own ?? "";
const all = [picture.rowLabel, picture.columnLabel, picture.own || head];
return all.filter((text, place) => text && all.indexOf(text) === place).join(", ");
}
function neighbour(picture, rows, columns) {
return picture.rows[picture.row + rows]?.[picture.column + columns] ?? null;
}
const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
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
function preparePictures(figure) {
const rows = grid(figure);
const panels = figure.querySelector(".panels");
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
const wholes = {
flip: { transform: "rotateX(180deg)" },
clockwise: { transform: "rotate(90deg)" },
counterclockwise: { transform: "rotate(-90deg)" },
"half-turn": { transform: "rotate(180deg)" },
negative: { filter: "invert(1)" },
};
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
function cover(image, layer) {
Object.assign(layer.style, {
left: `${image.offsetLeft}px`, top: `${image.offsetTop}px`,
width: `${image.offsetWidth}px`, height: `${image.offsetHeight}px`,
});
image.after(layer);
layer.getBoundingClientRect();  // so that what follows is a change, which the style sheet animates
}
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
function straighten(image) {
image.classList.remove("look-turning");
image.style.transform = image.style.filter = "";
image.parentElement.querySelector(":scope > .look-over")?.remove();
}
function viewsOf(picture) {
if (picture.figure.dataset.directive !== "anagram" || picture.column !== 0) return [];
return picture.rows[picture.row].slice(1).map((seen) => ({ name: seen.columnLabel, image: seen.image, seen }));
}
function distance(image, share) {
image.style.transform = share > 0 ? `scale(${1 - 0.88 * share})` : "";
image.style.filter = share > 0 ? `blur(${(share * image.offsetWidth) / 24}px)` : "";
image.style.imageRendering = share > 0 ? "auto" : "";
}
function distanceSlider(images) {
const change = (event) => {
for (const image of images()) distance(image, event.target.value / 100);
};
return make("label", { class: "look-slider" }, "Viewing distance ",
make("input", { type: "range", min: 0, max: 100, value: 0, "aria-label": "Viewing distance", input: change }));
}
function framesOf(picture) {
const way = picture.figure.dataset.states;
if (way === "row") return picture.rows[picture.row];
if (way === "column") return picture.rows.map((row) => row[picture.column]).filter(Boolean);
return [];
}
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
function prepareBar(figure) {
const rows = pictures.get(figure.querySelector(".panels img"))?.rows;
if (!rows) return;
const tools = [...viewButtons(rows), ...seedChoice(rows)];
if (figure.dataset.directive === "hybrid") tools.push(distanceSlider(() => rows.map((row) => row[0].image)));
if (framesOf(rows[0][0]).length > 2) {
tools.push(button("▶ Play", "Play as a film", () => {
open(rows[0][0]);
play(true);
}));
}
placeBar(figure, tools);
}
function placeBar(figure, tools) {
if (!tools.length) return;
const marks = isEnglish ? {} : { lang: "en", dir: "ltr" };
figure.querySelector(".recipe")?.before(
make("div", { class: "look-bar", role: "group", "aria-label": "Ways of looking", ...marks }, ...tools));
}
let viewer = null;
let shown = null;
let zoom = 1;
let isSmooth = false;
function buildViewer() {
const parts = { image: make("img", { alt: "" }), place: make("p", { class: "look-place", "aria-live": "polite" }) };
parts.over = make("img", { class: "look-kept", alt: "", hidden: true });
parts.mask = make("img", { class: "look-mask", alt: "", hidden: true });
parts.small = make("img", { class: "look-small", alt: "", hidden: true });
parts.picture = make("div", { class: "look-picture" }, parts.image, parts.over);
parts.beside = make("div", { class: "look-beside" });
parts.stage = make("div", { class: "look-stage", tabindex: 0, role: "group",
pointermove: point, pointerleave: point, wheel: turnWheel,
"aria-label": "Picture. Arrow keys: neighbours. Plus, minus: zoom. S: smooth. Escape: close." }, parts.picture, parts.beside);
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
function show(picture) {
const isSameFigure = shown?.figure === picture.figure;
const before = shown && size().width;
shown = picture;
const isOtherSize = before !== size().width;
straighten(viewer.image);
cutLike(picture.image, viewer.picture);
viewer.image.alt = nameOf(picture);
viewer.place.textContent = titleOf(picture);
viewer.words.textContent = textOf(picture.figure.querySelector("figcaption"));
viewer.copy.hidden = !picture.figure.querySelector(".recipe code");
viewer.copy.textContent = "Copy the block";
for (const element of viewer.dialog.querySelectorAll(".look-move")) {
element.disabled = !neighbour(picture, ...element.step);
}
showBeside();
showExtras(isSameFigure);
showSmall();
showKept();
if (viewer.dialog.open && (!isSameFigure || isOtherSize)) fit();
resize();
}
function titleOf(picture) {
const count = picture.rows.flat();
const number = textOf(picture.figure.querySelector("figcaption strong")).replace(/\.$/, "");
const name = nameOf(picture);
const isGiven = ["image", "mask", "what stays"].includes(picture.columnLabel)
|| (picture.figure.dataset.directive === "edit" && picture.own === "image");
const seed = isGiven ? undefined : seedOf(picture) ?? optionOf(picture.figure, "seed");
const named = seed && !/\bseed \d/.test(name) ? `seed ${seed}` : "";
const prompt = isGiven ? "" : optionOf(picture.figure, "prompt");
return [number, name, prompt, named, `${count.indexOf(picture) + 1} of ${count.length}`].filter(Boolean).join(" · ");
}
function move(rows, columns) {
const next = neighbour(shown, rows, columns);
if (next) show(next);
}
function fit() {
const { width, height } = size();
const room = viewer.stage.getBoundingClientRect();
const count = 1 + viewer.beside.children.length;
zoom = Math.max(1, Math.floor(Math.min((room.width / count - 16) / width, (room.height - 16) / height)));
resize();
}
function size() {
const { image } = shown;
const told = (name) => Number(image.getAttribute(name));
const isTold = partOf(image) || !image.naturalWidth;
return isTold ? { width: told("width"), height: told("height") }
: { width: image.naturalWidth, height: image.naturalHeight };
}
function enlarge(step) {
zoom = Math.max(1, Math.min(64, zoom + step * Math.max(1, Math.floor(zoom / 6))));
resize();
}
function resize() {
const { width, height } = size();
Object.assign(viewer.picture.style, { width: `${width * zoom}px`, height: `${height * zoom}px` });
for (const frame of viewer.beside.querySelectorAll(".look-frame")) {
Object.assign(frame.style, { width: `${width * zoom}px`, height: `${height * zoom}px` });
}
viewer.stage.classList.toggle("look-smooth", isSmooth);
viewer.size.textContent = `${zoom}×`;
viewer.smooth.setAttribute("aria-pressed", String(isSmooth));
tellPixel();
}
function smooth() {
isSmooth = !isSmooth;
resize();
}
async function copyBlock() {
const text = shown.figure.querySelector(".recipe code").textContent;
const isCopied = await copyText(text, viewer.dialog, viewer.copy);
viewer.copy.textContent = isCopied ? "Copied" : "Not allowed by this browser";
}
const keys = {
"+": () => enlarge(1), "=": () => enlarge(1), "-": () => enlarge(-1), "−": () => enlarge(-1), 0: () => fit(),
s: () => smooth(), " ": () => play(!isPlaying()), v: () => nextView(), k: () => keep(), b: () => blink(),
m: () => layMask(), e: () => changeSmall(),
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
function turnWheel(event) {
if (event.ctrlKey) return;
event.preventDefault();
turnedBy += event.deltaY;
if (Math.abs(turnedBy) < 50) return;
enlarge(turnedBy < 0 ? 1 : -1);
turnedBy = 0;
}
let pointer = null;
function point(event) {
pointer = event.type === "pointerleave" ? null : { x: event.clientX, y: event.clientY };
tellPixel();
}
function tellPixel() {
if (!pointer) return void (viewer.pixel.textContent = "");
const box = viewer.picture.getBoundingClientRect();
const [x, y] = [Math.floor((pointer.x - box.left) / zoom), Math.floor((pointer.y - box.top) / zoom)];
const { width, height } = size();
const isInside = x >= 0 && y >= 0 && x < width && y < height && !viewer.image.style.transform;
viewer.pixel.textContent = isInside ? `row ${y}, column ${x}${valueAt(x, y)}` : "";
}
const pixelData = new Map();
function valueAt(x, y) {
const { image } = shown;
if (!pixelData.has(image.src)) loadPixels(shown.figure);
const data = pixelData.get(image.src);
if (!data) return "";
const { left, top } = partOf(image) ?? { left: 0, top: 0 };
const [red, green, blue] = data.getImageData(left + x, top + y, 1, 1).data;
return red === green && green === blue ? `: ${red}` : `: ${red}, ${green}, ${blue}`;
}
async function loadPixels(figure) {
const images = pictures.get(figure.querySelector(".panels img, .picture img")).rows.flat().map(({ image }) => image);
const sources = new Set(images.map(({ src }) => src));
for (const src of sources) pixelData.set(src, null);
try {
for (const src of sources) await draw(src, src);
} catch {
const script = make("script", { src: new URL("pixels.js", images[0].src) });
script.addEventListener("load", () => {
for (const src of sources) {
const data = window.reportPixels?.[figure.id]?.[decodeURIComponent(src.split("/").at(-1))];
if (data) draw(src, `data:image/png;base64,${data}`);
}
});
if (figure.querySelector(".panels")) document.head.append(script);
}
}
async function draw(src, address) {
const image = make("img", { src: address });
await image.decode();
const canvas = make("canvas", { width: image.width, height: image.height });
const context = canvas.getContext("2d", { willReadFrequently: true });
context.drawImage(image, 0, 0);
context.getImageData(0, 0, 1, 1);
pixelData.set(src, context);
tellPixel();
}
let timer = null;
let turned = -1;
const isPlaying = () => timer !== null;
function showExtras(isSameFigure) {
turned = -1;
const [frames, views] = [framesOf(shown), viewsOf(shown)];
if (isPlaying() && frames.length < 2) play(false);
const scrubber = viewer.extras.querySelector(".look-scrubber input");
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
tools.push(...maskTools(), ...smallTools());
viewer.extras.classList.toggle("look-room", Boolean(shown.figure.querySelector(".look-bar")));
const hadFocus = viewer.extras.contains(document.activeElement);
viewer.extras.replaceChildren(...tools);
if (hadFocus) viewer.stage.focus();
}
function companions(picture) {
if (picture.figure.dataset.states !== "row" || picture.rows.length > 3) return [];
const { length } = picture.rows[picture.row];
const others = picture.rows.filter((row, place) => place !== picture.row && row.length === length);
return others.map((row) => row[picture.column]);
}
function showBeside() {
const frames = companions(shown).map(({ image, rowLabel }, place) => {
const element = viewer.beside.children[place] ?? make("div", {},
make("div", { class: "look-frame" }, make("img", { alt: "" })), make("p", { class: "look-words" }));
cutLike(image, element.firstChild);
element.lastChild.textContent = element.querySelector("img").alt = rowLabel;
return element;
});
viewer.beside.replaceChildren(...frames);
}
function seeThrough(place) {
const views = viewsOf(shown);
const view = views[place] ?? views[turned];
if (!view) return;
turn(viewer.image, view.name, place in views, view.image);
turned = place in views ? place : -1;
viewer.place.textContent = titleOf(views[turned]?.seen ?? shown);
views.forEach((_, index) => viewer.extras.children[index].setAttribute("aria-pressed", String(index === turned)));
showSmall();
}
function nextView() {
seeThrough(turned + 1 < viewsOf(shown).length ? turned + 1 : -1);
}
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
function keepButtons(parts) {
const slide = (event) => parts.picture.style.setProperty("--share", `${event.target.value}%`);
parts.divider = make("input", { type: "range", min: 0, max: 100, value: 0, input: slide,
"aria-label": "How much of the kept picture is seen" });
parts.blink = button("Blink", "Change between this picture and the one kept", blink, "B");
parts.compare = make("span", { class: "look-compare", hidden: true }, parts.divider, parts.blink);
return [button("Keep to compare", "Keep this picture, to compare others with it", keep, "K"), parts.compare];
}
function keep() {
memory.set("look-kept", { source: ownFile(shown.image), name: viewer.place.textContent });
showKept();
}
function showKept() {
const kept = memory.get("look-kept");
const isOther = Boolean(kept) && kept.source !== ownFile(shown.image);
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
let isMasked = false;
const maskOf = (picture) => picture.rows[picture.row].find(({ columnLabel }) => columnLabel === "mask");
function tint() {
const matrix = shape("feColorMatrix", { values: "0 0 0 0 0.9  0 0 0 0 0.1  0 0 0 0 0.4  0.33 0.33 0.34 0 0" });
return shape("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position: absolute; top: 0" },
shape("filter", { id: "look-tint", "color-interpolation-filters": "sRGB" }, matrix));
}
function maskTools() {
const mask = maskOf(shown);
viewer.mask.hidden = !mask || !isMasked || mask === shown;
if (!mask) return [];
if (!viewer.tint) {
viewer.dialog.append(viewer.tint = tint());
viewer.mask.style.filter = "url(#look-tint)";
viewer.image.after(viewer.mask);
}
viewer.mask.src = mask.image.src;
const element = button("Mask", "Lay the mask over the picture", layMask, "M");
element.setAttribute("aria-pressed", String(isMasked));
element.disabled = mask === shown;
return [element];
}
function layMask() {
const mask = maskOf(shown);
if (!mask || mask === shown) return;
isMasked = !isMasked;
viewer.mask.hidden = !isMasked;
viewer.extras.querySelector("button[aria-pressed]")?.setAttribute("aria-pressed", String(isMasked));
}
let isSmall = false;
function smallOf({ figure, image }) {
const [, place] = fileOf(image).match(/panel-(\d+-\d+)\.png$/) ?? [];
const ends = (name) => `.smalls a[${name}$="/small-${place}.png"]`;
return place && figure.querySelector(`${ends("href")}, ${ends("data-file")}`)?.href;
}
function showSmall() {
const address = smallOf(shown);
const isShown = isSmall && Boolean(address) && turned < 0;
if (isShown) {
viewer.small.src = address;
viewer.image.after(viewer.small);
}
viewer.small.hidden = !isShown;
const element = viewer.extras.querySelector(".look-before");
element?.setAttribute("aria-pressed", String(isShown));
if (element) element.disabled = !address || turned >= 0;
}
function smallTools() {
if (!shown.figure.querySelector(".smalls")) return [];
const element = button("Before", "The picture before the second stage", changeSmall, "E");
element.classList.add("look-before");
return [element];
}
function changeSmall() {
isSmall = !isSmall;
showSmall();
}
function optionOf(figure, option) {
const names = [...figure.querySelectorAll(".recipe dl:not(.provenance *) dt")];
return names.find((name) => name.textContent === option)?.nextElementSibling.textContent;
}
function seedOf(picture) {
const named = nameOf(picture).match(/\bseed (\d+)\b/)?.[1];
if (named || picture.figure.dataset.directive !== "generate") return named;
const first = optionOf(picture.figure, "seed");
return first && String(Number(first) + picture.column);
}
const seedChoices = [];
function seedChoice(rows) {
const seeds = [...new Set([...pictures.values()].map(seedOf).filter(Boolean))].sort((a, b) => a - b);
if (seeds.length < 2 || !rows.flat().some(seedOf)) return [];
const options = seeds.map((seed) => make("option", { value: seed }, seed));
const element = make("select", { change: () => chooseSeed(element.value) },
make("option", { value: "" }, "all"), ...options);
seedChoices.push(element);
return [make("label", { class: "look-slider" }, "Seed ", element)];
}
function chooseSeed(seed) {
for (const choice of seedChoices) choice.value = seed;
for (const picture of pictures.values()) {
const own = seedOf(picture);
const isOther = seed !== "" && own !== undefined && own !== seed;
picture.image.classList.toggle("look-other", isOther);
picture.image.classList.toggle("look-chosen", seed !== "" && own === seed);
}
}
function labelled(text) {
const [, factor = "1", power] = text.match(/^(?:(-?[\d.]+)\s*[×x]\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/) ?? [];
if (power) {
const digits = [...power].map((sign) => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join("");
return factor * 10 ** digits;
}
const plain = text.trim().replace(/^[−–]/, "-").replace(/[,\u202f](?=\d{3})/g, "");
return plain === "" ? NaN : Number(plain);
}
function scaleOf(all) {
if (all.length < 2 || !all.every(({ value }) => Number.isFinite(value))) return null;
const [first, last] = [all[0], all[all.length - 1]];
const through = (put, back, isLogarithmic) => {
const slope = (put(last.value) - put(first.value)) / (last.at - first.at);
const value = (at) => back(put(first.value) + slope * (at - first.at));
const place = (value) => first.at + (put(value) - put(first.value)) / slope;
const error = Math.max(...all.map((tick) => Math.abs(put(tick.value) - put(value(tick.at)))));
return { value, place, isLogarithmic, error: error / Math.abs(put(last.value) - put(first.value)) };
};
const linear = through((value) => value, (value) => value, false);
const logarithmic = all.every(({ value }) => value > 0) ? through(Math.log, Math.exp, true) : { error: Infinity };
return logarithmic.error < linear.error ? logarithmic : linear;
}
function ticksOf(svg, anchor, key, offset) {
const own = [...svg.querySelectorAll(`:scope > text[text-anchor=${anchor}]`)];
return own.map((text) => ({
text, label: text.textContent, value: labelled(text.textContent), at: Number(text.getAttribute(key)) + offset,
}));
}
function strokesOf(path) {
const strokes = [];
let [x, y, command] = [0, 0, "M"];
const tokens = path.getAttribute("d").match(/[a-z]|-?\d*\.?\d+/gi) ?? [];
const number = () => Number(tokens.shift());
while (tokens.length) {
if (/[a-z]/i.test(tokens[0])) command = tokens.shift();
if (/z/i.test(command)) {
strokes.at(-1).push(strokes.at(-1)[0]);
continue;
}
const [left, above] = command > "Z" ? [x, y] : [0, 0];
if (!/v/i.test(command)) x = Math.round(10 * (left + number())) / 10;
if (!/h/i.test(command)) y = Math.round(10 * (above + number())) / 10;
if (/m/i.test(command)) {
strokes.push([]);
command = command === "m" ? "l" : "L";
}
strokes.at(-1).push([x, y]);
}
return strokes;
}
const written = (strokes) => strokes.map((stroke) => `M${stroke.map((place) => place.join(" ")).join("L")}`).join("");
function pointsOf(path) {
const strokes = strokesOf(path);
if (path.classList.contains("bars")) return strokes.map(([, [left, top], [right]]) => [(left + right) / 2, top]);
return path.classList.contains("points") ? strokes.map(([point]) => point) : strokes.flat();
}
const tellers = [".smoothed", ".points", ".raw", ".bars"];
function seriesOf(svg, unnamed) {
const paths = [...svg.querySelectorAll(":scope > path[class^=c]")];
const nameOf = (path) => path.nextElementSibling?.matches("text[text-anchor=start]") ? path.nextElementSibling : null;
const keyOf = (path) => path.classList[0] + (path.matches(".validation") ? "v" : "");
const all = new Map();
for (const path of paths.filter((path) => !nameOf(path))) {
const key = keyOf(path);
if (!all.has(key)) {
const mark = paths.find((other) => nameOf(other) && keyOf(other) === key);
const text = mark && nameOf(mark);
all.set(key, { color: path.classList[0], mark, text, name: text?.textContent ?? unnamed, paths: [], isOn: true });
}
all.get(key).paths.push(path);
}
for (const one of all.values()) {
const teller = tellers.map((style) => one.paths.find((path) => path.matches(style))).find(Boolean);
one.points = teller ? pointsOf(teller) : [];
one.told = teller?.matches(".smoothed") && one.paths.some((path) => path.matches(".raw")) ? `${one.name}, smoothed` : one.name;
}
return [...all.values()];
}
function readOff(scale, at, slack = 0.06) {
const [low, high] = [scale.value(at - slack), scale.value(at + slack)].sort((a, b) => a - b);
if (low <= 0 && high >= 0) return "0";
for (let digits = 1; digits < 9; digits++) {
const short = Number(scale.value(at).toPrecision(digits));
if (short >= low && short <= high) return String(short);
}
return String(scale.value(at));
}
function shape(name, attributes, ...children) {
const element = document.createElementNS("http://www.w3.org/2000/svg", name);
for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
element.append(...children);
return element;
}
const plots = [];
class Plot {
constructor(box) {
this.box = box;
this.svg = box.querySelector("svg");
const ends = ticksOf(this.svg, "end", "y", -6);
this.xName = ends.pop()?.label ?? "";
const yName = this.svg.querySelector(":scope > text[text-anchor=start]")?.textContent ?? "";
this.xTicks = ticksOf(this.svg, "middle", "x", 0);
this.yTicks = ends;
[this.xScale, this.yScale] = [scaleOf(this.xTicks), scaleOf(ends)];
this.series = seriesOf(this.svg, yName);
this.countStops();
}
get isReadable() {
return this.stops.length > 0 && Boolean(this.yScale) && this.xTicks.length > 0;
}
get view() {
return this.svg.viewBox.baseVal;
}
measureArea() {
const [[[left, bottom], [right]]] = strokesOf(this.svg.querySelector(":scope > .axis"));
const grid = [...this.svg.querySelectorAll(":scope > .grid")].flatMap((path) => strokesOf(path).flat());
this.area = { left, right, bottom, top: Math.min(...grid.map(([, y]) => y)) };
}
countStops() {
const points = this.series.filter(({ isOn }) => isOn).flatMap((one) => one.points);
this.stops = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
this.stop = -1;
this.probe?.setAttribute("aria-valuemax", Math.max(0, this.stops.length - 1));
}
prepare() {
this.measureArea();
const { left, right, top, bottom } = this.area;
this.reading = make("div", { class: "look-reading", "aria-hidden": "true", hidden: true });
this.cross = shape("g", { class: "look-cross" });
this.svg.append(this.cross);
this.probe = make("div", { class: "look-probe", role: "slider", tabindex: 0, "aria-valuemin": 0,
"aria-valuemax": this.stops.length - 1, "aria-valuenow": 0,
"aria-valuetext": "The arrow keys read the values, plus and minus zoom",
"aria-label": this.box.getAttribute("aria-label"), blur: () => this.leave(),
keydown: (event) => this.key(event) });
this.cover(this.probe, left, top, right, bottom);
this.box.classList.add("look-plot");
this.box.setAttribute("role", "group");
this.box.addEventListener("pointermove", (event) => this.readAt(event));
this.box.addEventListener("pointerdown", (event) => this.readAt(event));
this.box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.leave());
prepareSeries(this);
this.box.append(this.probe, this.reading);
this.zoom = this.xScale ? new PlotZoom(this) : null;
plots.push(this);
}
cover(element, left, top, right, bottom) {
const share = (part, whole) => `${(100 * part) / whole}%`;
const { width, height } = this.view;
Object.assign(element.style, { left: share(left, width), width: share(right - left, width),
top: share(top, height), height: share(bottom - top, height) });
}
shown(x) {
return this.zoom ? this.zoom.shown(x) : x;
}
shownUp(y) {
return this.yScaling ? this.yScaling.shown(y) : y;
}
under(event) {
const box = this.svg.getBoundingClientRect();
const at = ((event.clientX - box.left) / box.width) * this.view.width;
return this.zoom ? this.zoom.whole(at) : at;
}
readAt(event) {
if (!this.stops.length || this.zoom?.isDragging || event.target.closest("button")) return;
this.read(this.nearest(this.under(event)));
}
nearest(at) {
return this.stops.reduce((best, x, stop) => (Math.abs(x - at) < Math.abs(this.stops[best] - at) ? stop : best), 0);
}
key(event) {
if (event.ctrlKey || event.metaKey || event.altKey) return;
const page = Math.max(1, Math.round(this.stops.length / 10));
const [last, now] = [this.stops.length - 1, Math.max(this.stop, 0)];
const places = { ArrowRight: this.stop < 0 ? 0 : now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1,
PageUp: now + page, PageDown: now - page, Home: 0, End: last };
if (event.key === "Escape") this.leave();
else if (event.key in places && last >= 0) {
event.preventDefault();
const stop = Math.min(last, Math.max(0, places[event.key]));
this.zoom?.follow(this.stops[stop]);
this.read(stop);
}
this.zoom?.key(event);
}
leave() {
for (const plot of plots) plot.hide();
}
hide() {
this.reading.hidden = true;
this.cross.replaceChildren();
this.stop = -1;
}
xText(at) {
if (this.xScale) return `${this.xName} ${readOff(this.xScale, at, 0.12)}`;
const nearest = [...this.xTicks].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
return nearest.label;
}
read(stop) {
const texts = this.show(stop);
this.probe.setAttribute("aria-valuenow", stop);
this.probe.setAttribute("aria-valuetext", texts.join(", "));
if (!this.xScale) return;
const value = this.xScale.value(this.stops[stop]);
for (const other of plots) {
if (other !== this && other.xScale && other.xName === this.xName) other.showBeside(value);
}
}
showBeside(value) {
const at = this.xScale.place(value);
const stop = this.nearest(at);
if (Math.abs(this.stops[stop] - at) < 4) this.show(stop);
else this.hide();
}
show(stop) {
this.stop = stop;
const x = this.stops[stop];
const found = this.series.filter(({ isOn, points }) => isOn && points.length).map(({ told: name, color, points }) => {
const [at, y] = points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
return { name, color, at, y };
}).filter(({ at }) => Math.abs(this.shown(at) - this.shown(x)) < 4);
const value = ({ y }) => readOff(this.yScale, y);
this.draw(this.shown(x), found);
this.reading.replaceChildren(make("strong", {}, this.xText(x)),
...found.map((one) => make("span", { class: one.color }, `${one.name}: ${value(one)}`)));
this.reading.hidden = false;
const share = this.shown(x) / this.view.width;
this.reading.classList.toggle("look-left", share > 0.5);
this.reading.style.setProperty("--at", `${100 * share}%`);
this.reading.style.top = `${(100 * this.area.top) / this.view.height}%`;
return [this.xText(x), ...found.map((one) => `${one.name} ${value(one)}`)];
}
draw(x, found) {
this.cross.replaceChildren(
shape("path", { d: `M${x} ${this.area.top}V${this.area.bottom}` }),
...found.map(({ at, y, color }) => shape("circle", { cx: this.shown(at), cy: this.shownUp(y), r: 6, class: color })));
}
}
function roundBetween(low, high, isLogarithmic) {
if (isLogarithmic && high / low > 30) {
const powers = Math.ceil(Math.log10(low) - 1e-9);
return [...Array(12).keys()].map((index) => 10 ** (powers + index)).filter((value) => value <= high * (1 + 1e-9));
}
const power = 10 ** Math.floor(Math.log10((high - low) / 5));
const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => (high - low) / size <= 5.5);
const first = Math.ceil(low / step - 1e-9);
return [...Array(8).keys()].map((index) => (first + index) * step).filter((value) => value <= high + 1e-9 * step);
}
const axisText = (value) => {
const text = String(Number(value.toPrecision(8)));
return (/^-?\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, "\u202f") : text).replace("-", "−");
};
class PlotZoom {
constructor(plot) {
this.plot = plot;
[this.low, this.high] = [plot.area.left, plot.area.right];
this.fingers = new Map();
this.from = null;
const { left, right, top, bottom } = plot.area;
this.range = shape("rect", { class: "look-range", y: top, height: bottom - top, width: 0 });
this.ticks = shape("g", {});
const id = `${plot.svg.id}-area`;
const whole = { x: left, y: 0, width: right - left, height: plot.view.height };
plot.svg.append(shape("clipPath", { id }, shape("rect", whole)), this.ticks, this.range);
this.curves = plot.series.flatMap(({ paths }) => paths).map((path) => {
return { path, text: path.getAttribute("d"), strokes: strokesOf(path), isErrors: path.matches(".errors") };
});
this.clip = `url(#${id})`;
this.told = make("output", {});
this.note = make("div", { class: "look-zoomed", hidden: true }, this.told,
button("Show all", "Show the whole axis", () => this.reset(), "0"));
plot.box.append(this.note);
const listen = { pointerdown: "down", pointermove: "move", pointerup: "up", pointercancel: "up" };
for (const [name, method] of Object.entries(listen)) plot.box.addEventListener(name, (event) => this[method](event));
plot.box.addEventListener("dblclick", (event) => !event.target.closest("button") && this.reset());
}
get isDragging() {
return this.from?.isRange || this.fingers.size > 1;
}
get isZoomed() {
return this.high - this.low < this.plot.area.right - this.plot.area.left - 0.5;
}
shown(x) {
const { left, right } = this.plot.area;
return this.isZoomed ? left + ((x - this.low) / (this.high - this.low)) * (right - left) : x;
}
whole(at) {
const { left, right } = this.plot.area;
return this.low + ((at - left) / (right - left)) * (this.high - this.low);
}
to(low, high) {
const { left, right } = this.plot.area;
const width = Math.min(right - left, Math.max(6, high - low));
this.low = Math.min(right - width, Math.max(left, (low + high - width) / 2));
this.high = this.low + width;
this.plot.leave();
for (const { path, text, strokes, isErrors, isChanged } of this.curves) {
const isMoved = this.isZoomed || this.plot.yScaling || isChanged;
path.setAttribute("d", isMoved ? written(strokes.map((stroke) => this.moved(stroke, isErrors))) : text);
if (this.isZoomed) path.setAttribute("clip-path", this.clip);
else path.removeAttribute("clip-path");
}
this.plot.svg.classList.toggle("look-part", this.isZoomed);
this.drawTicks();
const { xScale, xName } = this.plot;
const [from, until] = [this.low, this.high].map((at) => axisText(Number(xScale.value(at).toPrecision(3))));
this.note.hidden = !this.isZoomed;
this.told.textContent = this.isZoomed ? `${xName} ${from} to ${until}` : "";
}
moved(stroke, isErrors) {
const place = ([x, y]) => [Math.round(10 * this.shown(x)) / 10, this.plot.shownUp(y)];
const [[first, level], last] = stroke;
if (!isErrors || !last || level !== last[1]) return stroke.map(place);
const [middle, y] = place([(first + last[0]) / 2, level]);
return [[middle - 5, y], [middle + 5, y]];
}
drawTicks() {
const { area, xScale, xTicks, svg } = this.plot;
const [low, high] = [xScale.value(this.low), xScale.value(this.high)];
const values = this.isZoomed ? roundBetween(low, high, xScale.isLogarithmic) : [];
this.ticks.replaceChildren(...values.flatMap((value) => {
const x = Math.round(10 * this.shown(xScale.place(value))) / 10;
return [shape("path", { class: "grid", d: `M${x} ${area.top}V${area.bottom}` }),
shape("text", { x, y: area.bottom + 25, "text-anchor": "middle" }, axisText(value))];
}));
const upright = svg.querySelectorAll(':scope > .grid[d*="V"]');
for (const part of [...upright, ...xTicks.map(({ text }) => text)]) part.style.display = this.isZoomed ? "none" : "";
}
reset() {
const hadFocus = this.note.contains(document.activeElement);
this.to(this.plot.area.left, this.plot.area.right);
if (hadFocus) this.plot.probe.focus();
}
follow(x) {
const width = this.high - this.low;
if (x < this.low) this.to(x, x + width);
else if (x > this.high) this.to(x - width, x);
}
key(event) {
const factor = { "+": 0.5, "=": 0.5, "-": 2, "−": 2 }[event.key];
if (factor) {
const { stop, stops } = this.plot;
const middle = stop < 0 ? (this.low + this.high) / 2 : stops[stop];
const share = (middle - this.low) / (this.high - this.low);
const width = factor * (this.high - this.low);
this.to(middle - share * width, middle + (1 - share) * width);
if (stop >= 0) this.plot.read(stop);
} else if (event.key === "0" || (event.key === "Escape" && this.isZoomed)) this.reset();
else return;
event.preventDefault();
}
down(event) {
if (event.button !== 0 || event.target.closest("button")) return;
const at = this.plot.under(event);
this.fingers.set(event.pointerId, { at, x: event.clientX });
this.from = event.pointerType === "mouse" || event.pointerType === "pen" ? { at, x: event.clientX } : null;
this.plot.box.setPointerCapture(event.pointerId);
}
move(event) {
const finger = this.fingers.get(event.pointerId);
if (finger) finger.x = event.clientX;
if (this.fingers.size > 1) this.pinch();
else if (this.from && Math.abs(event.clientX - this.from.x) > 5) {
this.from.isRange = true;
this.plot.leave();
const { left, right } = this.plot.area;
const [start, end] = this.between(event).map((x) => Math.min(right, Math.max(left, this.shown(x))));
this.range.setAttribute("x", start);
this.range.setAttribute("width", end - start);
}
}
between(event) {
return [this.from.at, this.plot.under(event)].sort((a, b) => a - b);
}
up(event) {
if (this.from?.isRange && event.type === "pointerup") this.to(...this.between(event));
this.range.setAttribute("width", 0);
this.fingers.delete(event.pointerId);
this.from = null;
}
pinch() {
const [one, other] = [...this.fingers.values()];
const box = this.plot.svg.getBoundingClientRect();
const [x, y] = [one.x, other.x].map((x) => ((x - box.left) / box.width) * this.plot.view.width);
if (Math.abs(x - y) < 10 || Math.abs(one.at - other.at) < 1) return;
const { left, right } = this.plot.area;
const size = Math.abs((one.at - other.at) / (x - y));
this.to(one.at - size * (x - left), one.at + size * (right - x));
}
}
const lowestOf = ({ zoom, yScale }) =>
yScale.value(Math.max(...zoom.curves.flatMap(({ strokes }) => strokes.flat().map(([, y]) => y))));
function otherScale(plot) {
const { area: { top, bottom }, yScale } = plot;
const isLogarithmic = !yScale.isLogarithmic;
const [low, high] = [isLogarithmic ? lowestOf(plot) : 0, yScale.value(top)];
if (high <= low || (isLogarithmic && (low <= 0 || plot.svg.querySelector(".bars")))) return null;
const put = isLogarithmic ? Math.log : (value) => value;
const place = (value) => bottom - ((put(value) - put(low)) / (put(high) - put(low))) * (bottom - top);
const shown = (y) => Math.min(bottom, Math.round(10 * place(Math.max(low, yScale.value(y)))) / 10);
return { low, high, place, shown, isLogarithmic };
}
function scaleTo(plot, scale) {
const { area: { left, right }, svg, yTicks, zoom } = plot;
plot.yScaling = scale;
zoom.to(zoom.low, zoom.high);
plot.yMarks ??= svg.insertBefore(shape("g", {}), svg.firstElementChild);
const values = scale ? roundBetween(scale.low, scale.high, scale.isLogarithmic) : [];
const x = yTicks[0].text.getAttribute("x");
plot.yMarks.replaceChildren(...values.flatMap((value) => {
const y = Math.round(10 * scale.place(value)) / 10;
return [shape("path", { class: "grid", d: `M${left} ${y}H${right}` }),
shape("text", { x, y: y + 6, "text-anchor": "end" }, axisText(value))];
}));
const lying = svg.querySelectorAll(':scope > .grid:not([d*="V"])');
for (const part of [...lying, ...yTicks.map(({ text }) => text)]) part.style.display = scale ? "none" : "";
}
function scaleButton(plot) {
const scale = otherScale(plot);
if (!scale) return [];
const name = scale.isLogarithmic ? "Log scale" : "Linear scale";
const element = button(name, `${name} of the y axis`, () => {
const isOn = !plot.yScaling;
scaleTo(plot, isOn ? scale : null);
element.setAttribute("aria-pressed", String(isOn));
});
element.setAttribute("aria-pressed", "false");
return [element];
}
function meansOf(points, reach) {
const sums = [0];
for (const [, y] of points) sums.push(sums.at(-1) + y);
return points.map(([x], place) => {
const [from, until] = [Math.max(0, place - reach), Math.min(points.length, place + reach + 1)];
return [x, Math.round((10 * (sums[until] - sums[from])) / (until - from)) / 10];
});
}
function smoothingSlider(plot) {
const parts = plot.series.map((one) => {
const [raw, curve] = [".raw", ".smoothed"].map((style) => plot.zoom.curves.find(({ path }) =>
one.paths.includes(path) && path.matches(style)));
return { one, raw, curve, strokes: curve?.strokes, points: one.points };
}).filter(({ raw, curve }) => raw && curve);
if (!parts.length) return [];
const slider = make("input", { type: "range", min: 0, max: 20, value: 0, "aria-valuetext": "as drawn" });
slider.addEventListener("input", () => {
const share = (slider.value / 60) ** 2;
for (const { one, raw, curve, strokes, points } of parts) {
const all = raw.strokes.flat();
curve.isChanged = slider.value > 0;
one.points = curve.isChanged ? meansOf(all, Math.round(share * all.length)) : points;
curve.strokes = curve.isChanged ? [one.points] : strokes;
}
slider.setAttribute("aria-valuetext", slider.value > 0 ? `mean over ${Math.round(200 * share)} % of the axis` : "as drawn");
plot.zoom.to(plot.zoom.low, plot.zoom.high);
plot.countStops();
});
return [make("label", { class: "look-slider" }, "Smoothing ", slider)];
}
function scalingTools(plot) {
if (!plot.zoom || plot.svg.querySelector(".inset")) return [];
return [...scaleButton(plot), ...smoothingSlider(plot)];
}
function prepareSeries(plot) {
const entries = plot.series.filter(({ text }) => text);
for (const one of entries) {
const [[[left, middle]]] = strokesOf(one.mark);
one.button = make("button", { type: "button", class: "look-series", "aria-label": `Show ${one.name}`,
"aria-pressed": "true", title: "Show or hide", click: () => toggleSeries(plot, one) });
const length = one.text.getBBox().width + 34;
plot.cover(one.button, left - 4, middle - 15, left + length + 4, middle + 15);
plot.box.append(one.button);
}
}
function toggleSeries(plot, one) {
one.isOn = !one.isOn;
one.button.setAttribute("aria-pressed", String(one.isOn));
for (const path of one.paths) path.style.display = one.isOn ? "" : "none";
for (const part of [one.mark, one.text]) part.classList.toggle("look-off", !one.isOn);
plot.hide();
plot.countStops();
}
let finder = null;
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
function askIndex() {
return askedIndex ??= new Promise((load, error) => {
if (window.reportText) load();
else document.head.append(make("script", { src: new URL("assets/search.js", site), load, error }));
});
}
const plainly = (text) =>
[...text].map((letter) => letter.normalize("NFD")[0].toLowerCase()).map((letter, place) => letter || text[place]).join("");
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
function escaped(words, flags = "") {
const patterns = words.map((word) => {
const plain = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
return /^\d/.test(word) ? `(?<![\\d.,])${plain}(?![\\d]|[.,]\\d)` : plain;
});
return new RegExp(patterns.join("|"), flags);
}
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
function wholeText() {
return finder.text ??= window.reportText.map(([, title, , heading, text]) => plainly(`${title} ${heading} ${text}`)).join(" ");
}
function vocabulary() {
return finder.words ??= [...new Set(wholeText().match(/\p{L}{4,}/gu))];
}
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
function meant(word) {
const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
const near = vocabulary().filter((other) => Math.abs(other.length - word.length) <= most)
.map((other) => ({ other, count: mistakes(word, other) })).filter(({ count }) => count <= most);
return near.sort((a, b) => a.count - b.count)[0]?.other ?? word;
}
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
function placeOpener() {
const opener = make("button", { type: "button", class: "look-open", "aria-keyshortcuts": "/", click: find,
"aria-label": "Search the report", ...(isEnglish ? {} : { lang: "en" }) }, "Search", make("kbd", {}, "/"));
placeOnTop(opener);
}
function placeOnTop(element) {
const nav = document.querySelector("nav.chapters");
if (!nav?.querySelector(".look-top")) nav?.prepend(make("div", { class: "look-top" }));
nav?.querySelector(".look-top").prepend(element);
}
function prepareSearch() {
addEventListener("keydown", (event) => {
const isTyping = event.target.matches?.("input, textarea, select, [contenteditable]");
if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
if (document.querySelector("dialog[open]")) return;
event.preventDefault();
find();
});
}
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
if (formula) shown.innerHTML = formula;
if (picture) shown.append(make("img", { src: new URL(picture, site), alt: "" }));
const [text] = formula ? [""] : all.split("\n");
const words = text.length > 260 ? `${text.slice(0, text.lastIndexOf(" ", 260))} …` : text;
shown.append(make("figcaption", {}, make("strong", {}, `${label}.`), words && ` ${words}`));
placePreview(link, shown);
}, () => {});
}
function copyOf(whole) {
const copy = whole.cloneNode(true);
for (const other of copy.querySelectorAll(".recipe, [class^=look-]:not(svg *, img)")) other.remove();
for (const other of copy.querySelectorAll("[tabindex]")) other.removeAttribute("tabindex");
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
function preparePreviews() {
for (const link of document.querySelectorAll('a.reference[href*="#"]')) {
link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showPreview(link));
link.addEventListener("focus", () => link.matches(":focus-visible") && showPreview(link));
for (const end of ["pointerleave", "blur", "click"]) link.addEventListener(end, hidePreview);
}
addEventListener("keydown", (event) => event.key === "Escape" && hidePreview());
}
function nameOfWide(part) {
if (part.matches("div.table")) {
return textOf(part.closest("figure")?.querySelector("figcaption strong")).replace(/\.$/, "") || "Table";
}
if (part.querySelector(":scope > img")) return "Drawing";
if (!part.matches(".katex-display")) return "";
return `Formula ${textOf(part.closest(".equation")?.querySelector(":scope > .number"))}`.trim();
}
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
function prepareRecipes() {
const folds = [...document.querySelectorAll(".recipe:not([open])")];
if (!CSS.supports("selector(::details-content)")) {
addEventListener("beforeprint", () => folds.forEach((fold) => { fold.dataset.open = fold.open; fold.open = true; }));
addEventListener("afterprint", () => folds.forEach((fold) => { fold.open = fold.dataset.open === "true"; }));
}
for (const again of document.querySelectorAll(".recipe .again")) {
const copy = button("Copy", "Copy the command", async () => {
const isCopied = await copyText(again.querySelector("code").textContent, again, copy);
copy.textContent = isCopied ? "Copied" : "Not allowed by this browser";
});
again.append(" ", copy);
}
}
const schemes = [["", "◐", "as the system has them"], ["light", "☀", "light"], ["dark", "☾", "dark"]];
const chosenScheme = () => schemes.find(([value]) => value === document.documentElement.style.colorScheme) ?? schemes[0];
function changeColours(event) {
const next = schemes[(schemes.indexOf(chosenScheme()) + 1) % schemes.length];
document.documentElement.style.colorScheme = next[0];
try {
if (next[0]) localStorage.setItem("report-colours", next[0]);
else localStorage.removeItem("report-colours");
} catch {
}
nameColours(event.currentTarget);
}
function nameColours(element) {
const [, sign, name] = chosenScheme();
element.textContent = sign;
element.title = `Colours: ${name}`;
element.setAttribute("aria-label", element.title);
}
function placeColours() {
const element = make("button", { type: "button", class: "look-open look-colours", click: changeColours,
...(isEnglish ? {} : { lang: "en" }) });
nameColours(element);
placeOnTop(element);
}
const figures = [...document.querySelectorAll("figure.block")];
const shows = (figure) => figure.querySelector(".panels img, .picture img");
function dress() {
placeColours();
placeOpener();
for (const figure of figures) {
if (shows(figure)) prepareBar(figure);
for (const box of figure.querySelectorAll("div.plot")) {
const plot = new Plot(box);
if (!plot.isReadable) continue;
plot.prepare();
placeBar(figure, scalingTools(plot));
}
}
}
for (const figure of figures) if (shows(figure)) preparePictures(figure);
if (document.getElementById("look-style")) dress();
else {
document.head.append(
make("link", { rel: "stylesheet", href: new URL("assets/look.css", site), load: dress, error: dress }));
}
prepareRecipes();
prepareSearch();
followReader();
preparePreviews();
addEventListener("load", prepareScrolling);
})();
