// The picture as the first stage left it, in the place of what a second stage made of it.

let isSmall = false;

/** The address of a picture's small one, which the figure links to; nothing where it has none. */
function smallOf({ figure, image }) {
  const [, place] = fileOf(image).match(/panel-(\d+-\d+)\.png$/) ?? [];
  const ends = (name) => `.smalls a[${name}$="/small-${place}.png"]`;
  return place && figure.querySelector(`${ends("href")}, ${ends("data-file")}`)?.href;
}

/** Sets the small picture over the shown one if it is asked for, and tells the button. */
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

/** The button for it, where a picture of the figure has one. */
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
