// Begins when the page stands. Whatever fails here leaves the page as it is without a script.

document.head.append(make("link", { rel: "stylesheet", href: new URL("assets/look.css", site) }));
prepareSearch();
for (const figure of document.querySelectorAll("figure.block")) {
  if (figure.querySelector(".panels, .picture")) {
    preparePictures(figure);
    prepareBar(figure);
  }
  for (const box of figure.querySelectorAll("div.plot")) {
    const reader = new PlotReader(box);
    if (reader.isReadable) reader.prepare();
  }
}
followReader();
preparePreviews();
addEventListener("load", prepareScrolling);
