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
