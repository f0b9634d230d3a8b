// The legend of a plot: each entry shows its series, or hides it.

/** Lays a button over each entry of the legend, where there is one. */
function prepareSeries(plot) {
  const entries = plot.series.filter(({ text }) => text);
  for (const one of entries) {
    const [[[left, middle]]] = strokesOf(one.mark);
    one.button = make("button", { type: "button", class: "look-series", "aria-label": `Show ${one.name}`,
      "aria-pressed": "true", title: "Show or hide", click: () => toggleSeries(plot, one) });
    const length = one.text.getBBox().width + 34;
    plot.cover(one.button, left - 4, middle - 15, left + length + 4, middle + 15);
    plot.box.append(one.button);
  }
}

/** Shows a series, or hides it. */
function toggleSeries(plot, one) {
  one.isOn = !one.isOn;
  one.button.setAttribute("aria-pressed", String(one.isOn));
  for (const path of one.paths) path.style.display = one.isOn ? "" : "none";
  for (const part of [one.mark, one.text]) part.classList.toggle("look-off", !one.isOn);
  plot.hide();
  plot.countStops();
}
