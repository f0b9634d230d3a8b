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
