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
  return picture.rows[picture.row].slice(1).map((seen) => ({ name: seen.columnLabel, image: seen.image, seen }));
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
