// A plot's y axis, linear or logarithmic, and its curves, more or less smoothed. Readings stay in the drawing's own places.

/** The lowest of a plot's values. */
const lowestOf = ({ zoom, yScale }) =>
  yScale.value(Math.max(...zoom.curves.flatMap(({ strokes }) => strokes.flat().map(([, y]) => y))));

/** The other scale of a plot's y axis: its ends, and where it has a value; nothing where it would show too little. */
function otherScale(plot) {
  const { area: { top, bottom }, yScale } = plot;
  const isLogarithmic = !yScale.isLogarithmic;
  const [low, high] = [isLogarithmic ? lowestOf(plot) : 0, yScale.value(top)];
  if (high <= low || (isLogarithmic && (low <= 0 || plot.svg.querySelector(".bars")))) return null;
  const put = isLogarithmic ? Math.log : (value) => value;
  const place = (value) => bottom - ((put(value) - put(low)) / (put(high) - put(low))) * (bottom - top);
  const shown = (y) => Math.min(bottom, Math.round(10 * place(Math.max(low, yScale.value(y)))) / 10);
  return { low, high, place, shown, isLogarithmic };
}

/** Draws a plot on a scale of its y axis; null is that of the drawing. */
function scaleTo(plot, scale) {
  const { area: { left, right }, svg, yTicks, zoom } = plot;
  plot.yScaling = scale;
  zoom.to(zoom.low, zoom.high);
  plot.yMarks ??= svg.insertBefore(shape("g", {}), svg.firstElementChild);
  const values = scale ? roundBetween(scale.low, scale.high, scale.isLogarithmic) : [];
  const x = yTicks[0].text.getAttribute("x");
  plot.yMarks.replaceChildren(...values.flatMap((value) => {
    const y = Math.round(10 * scale.place(value)) / 10;
    return [shape("path", { class: "grid", d: `M${left} ${y}H${right}` }),
      shape("text", { x, y: y + 6, "text-anchor": "end" }, axisText(value))];
  }));
  const lying = svg.querySelectorAll(':scope > .grid:not([d*="V"])');
  for (const part of [...lying, ...yTicks.map(({ text }) => text)]) part.style.display = scale ? "none" : "";
}

/** A button that changes the scale of a plot's y axis. */
function scaleButton(plot) {
  const scale = otherScale(plot);
  if (!scale) return [];
  const name = scale.isLogarithmic ? "Log scale" : "Linear scale";
  const element = button(name, `${name} of the y axis`, () => {
    const isOn = !plot.yScaling;
    scaleTo(plot, isOn ? scale : null);
    element.setAttribute("aria-pressed", String(isOn));
  });
  element.setAttribute("aria-pressed", "false");
  return [element];
}

/** Points, each with the mean y of those at most `reach` places away. */
function meansOf(points, reach) {
  const sums = [0];
  for (const [, y] of points) sums.push(sums.at(-1) + y);
  return points.map(([x], place) => {
    const [from, until] = [Math.max(0, place - reach), Math.min(points.length, place + reach + 1)];
    return [x, Math.round((10 * (sums[until] - sums[from])) / (until - from)) / 10];
  });
}

/** A slider that smooths what is drawn raw as well; at its left end the lines are those of the drawing. */
function smoothingSlider(plot) {
  const parts = plot.series.map((one) => {
    const [raw, curve] = [".raw", ".smoothed"].map((style) => plot.zoom.curves.find(({ path }) =>
      one.paths.includes(path) && path.matches(style)));
    return { one, raw, curve, strokes: curve?.strokes, points: one.points };
  }).filter(({ raw, curve }) => raw && curve);
  if (!parts.length) return [];
  const slider = make("input", { type: "range", min: 0, max: 20, value: 0, "aria-valuetext": "as drawn" });
  slider.addEventListener("input", () => {
    const share = (slider.value / 60) ** 2;
    for (const { one, raw, curve, strokes, points } of parts) {
      const all = raw.strokes.flat();
      curve.isChanged = slider.value > 0;
      one.points = curve.isChanged ? meansOf(all, Math.round(share * all.length)) : points;
      curve.strokes = curve.isChanged ? [one.points] : strokes;
    }
    slider.setAttribute("aria-valuetext", slider.value > 0 ? `mean over ${Math.round(200 * share)} % of the axis` : "as drawn");
    plot.zoom.to(plot.zoom.low, plot.zoom.high);
    plot.countStops();
  });
  return [make("label", { class: "look-slider" }, "Smoothing ", slider)];
}

/** A plot's tools for the bar of its figure; none where it has axes of names, or a part drawn larger in a corner. */
function scalingTools(plot) {
  if (!plot.zoom || plot.svg.querySelector(".inset")) return [];
  return [...scaleButton(plot), ...smoothingSlider(plot)];
}
