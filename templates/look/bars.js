// What stands beside "How it was made": a figure's own ways of being looked at.

/** The frames of the film that a picture is part of, beside or beneath each other; none where the block made no film. */
function framesOf(picture) {
  const way = picture.figure.dataset.states;
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

/** Puts tools, if there are any, beside how the figure was made. */
function placeBar(figure, tools) {
  if (!tools.length) return;
  const marks = isEnglish ? {} : { lang: "en", dir: "ltr" };
  figure.querySelector(".recipe")?.before(
    make("div", { class: "look-bar", role: "group", "aria-label": "Ways of looking", ...marks }, ...tools));
}
