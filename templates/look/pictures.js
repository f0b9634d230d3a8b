// The pictures of the page: which figure, row and column each stands in, and how the keyboard reaches it.

/** Where a picture's file lies in the site; a page that carries everything says it beside the picture. */
const fileOf = (image) => image.dataset.file ?? image.src;

/** Where in a sheet the picture begins that an image shows, in pixels; null where it shows all of its file. */
function partOf(image) {
  if (!image.parentElement?.matches(".cut")) return null;
  return { left: Number(image.style.getPropertyValue("--x")), top: Number(image.style.getPropertyValue("--y")) };
}

/** The address of a picture's own file, whatever file the page shows it out of. */
const ownFile = (image) => partOf(image) ? new URL(image.dataset.file, image.src).href : image.src;

/** Lets another element show what an image does; both have an image as their first. */
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

/** By their elements. */
const pictures = new Map();

/** The text of a part within an element; '' where it has none. */
const textIn = (element, part) => element.querySelector(part)?.textContent.trim() ?? "";

/** The pictures of a figure with their places and labels, row by row. */
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
