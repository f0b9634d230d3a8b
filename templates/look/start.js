// Begins when the page stands. Whatever fails here leaves the page as it is without a script.

const figures = [...document.querySelectorAll("figure.block")];
const shows = (figure) => figure.querySelector(".panels img, .picture img");

/** What needs a place on the page comes once its style is there, so that nothing moves. */
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
// A page that carries everything carries the style, too.
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
