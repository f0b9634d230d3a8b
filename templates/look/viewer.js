// The viewer: one picture, large, with everything that is known of it.

/** The viewer's parts, once it has been opened; what it shows; and how. */
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

/** Which picture of which figure it is, its name, and its seed where the name does not have it. */
function titleOf(picture) {
  const count = picture.rows.flat();
  const number = textOf(picture.figure.querySelector("figcaption strong")).replace(/\.$/, "");
  const name = nameOf(picture);
  // What was given has neither prompt nor seed; a hybrid's 'image' is what it made.
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

/** The largest whole number of screen pixels for a pixel with which the picture fits. */
function fit() {
  const { width, height } = size();
  const room = viewer.stage.getBoundingClientRect();
  const count = 1 + viewer.beside.children.length;
  zoom = Math.max(1, Math.floor(Math.min((room.width / count - 16) / width, (room.height - 16) / height)));
  resize();
}

/** The shown picture's own size, which its attributes tell before it has been loaded. */
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
