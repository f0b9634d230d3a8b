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
  tools.push(...maskTools(), ...smallTools());
  // The room for a figure's tools stays where a picture has none, so that the pictures do not jump.
  viewer.extras.classList.toggle("look-room", Boolean(shown.figure.querySelector(".look-bar")));
  const hadFocus = viewer.extras.contains(document.activeElement);
  viewer.extras.replaceChildren(...tools);
  if (hadFocus) viewer.stage.focus();
}

/** The same state in the other rows of a film of a few rows: what is noisy, beside what was estimated from it. */
function companions(picture) {
  if (picture.figure.dataset.states !== "row" || picture.rows.length > 3) return [];
  // A row of another length shows no states of this film.
  const { length } = picture.rows[picture.row];
  const others = picture.rows.filter((row, place) => place !== picture.row && row.length === length);
  return others.map((row) => row[picture.column]);
}

/** Sets the companions of the shown picture beside it. */
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
  // What is seen now is the view's own picture, with its own prompt.
  viewer.place.textContent = titleOf(views[turned]?.seen ?? shown);
  views.forEach((_, index) => viewer.extras.children[index].setAttribute("aria-pressed", String(index === turned)));
  showSmall();
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
  return [button("Keep to compare", "Keep this picture, to compare others with it", keep, "K"), parts.compare];
}

function keep() {
  memory.set("look-kept", { source: ownFile(shown.image), name: viewer.place.textContent });
  showKept();
}

/** Lays the kept picture over the shown one, as far as the slider says. */
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
