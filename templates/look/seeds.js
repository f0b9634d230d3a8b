// One choice of a seed for all grids of the page: what was made from another steps back.

/** What a figure's recipe says of an option; undefined where it says nothing. */
function optionOf(figure, option) {
  const names = [...figure.querySelectorAll(".recipe dl:not(.provenance *) dt")];
  return names.find((name) => name.textContent === option)?.nextElementSibling.textContent;
}

/** The seed that a picture's labels name, or that its recipe begins with where each column has the next. */
function seedOf(picture) {
  const named = nameOf(picture).match(/\bseed (\d+)\b/)?.[1];
  if (named || picture.figure.dataset.directive !== "generate") return named;
  const first = optionOf(picture.figure, "seed");
  return first && String(Number(first) + picture.column);
}

/** The choices, one beneath each grid, which say the same. */
const seedChoices = [];

/** A choice of the page's seeds for the bar of a grid with seeds; nothing where the page has no two. */
function seedChoice(rows) {
  const seeds = [...new Set([...pictures.values()].map(seedOf).filter(Boolean))].sort((a, b) => a - b);
  if (seeds.length < 2 || !rows.flat().some(seedOf)) return [];
  const options = seeds.map((seed) => make("option", { value: seed }, seed));
  const element = make("select", { change: () => chooseSeed(element.value) },
    make("option", { value: "" }, "all"), ...options);
  seedChoices.push(element);
  return [make("label", { class: "look-slider" }, "Seed ", element)];
}

/** Sets a seed's pictures off against those of other seeds, in all grids; with '' all are equal again. */
function chooseSeed(seed) {
  for (const choice of seedChoices) choice.value = seed;
  for (const picture of pictures.values()) {
    const own = seedOf(picture);
    const isOther = seed !== "" && own !== undefined && own !== seed;
    picture.image.classList.toggle("look-other", isOther);
    picture.image.classList.toggle("look-chosen", seed !== "" && own === seed);
  }
}
