// Plots that answer: the values under the pointer or at the arrow keys, read back from the drawing's own coordinates.

const numbers = (text) => (text.match(/-?[\d.]+/g) ?? []).map(Number);

/** The number of an axis's label, with any of the signs that labels use. */
function labelled(text) {
  const [, factor = "1", power] = text.match(/^(?:(-?[\d.]+)\s*[×x]\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/) ?? [];
  if (power) {
    const digits = [...power].map((sign) => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join("");
    return factor * 10 ** digits;
  }
  const plain = text.trim().replace(/^[−–]/, "-").replace(/,(?=\d{3})/g, "");
  return plain === "" ? NaN : Number(plain);
}

/** What turns a coordinate back into a value, linear or logarithmic as the ticks say; null without two numbers. */
function scaleOf(ticks) {
  const all = ticks.filter(({ value }) => Number.isFinite(value));
  if (all.length < 2) return null;
  const [first, last] = [all[0], all[all.length - 1]];
  const through = (put, back) => {
    const slope = (put(last.value) - put(first.value)) / (last.at - first.at);
    const value = (at) => back(put(first.value) + slope * (at - first.at));
    const error = Math.max(...all.map((tick) => Math.abs(put(tick.value) - put(value(tick.at)))));
    return { value, error: error / Math.abs(put(last.value) - put(first.value)) };
  };
  const linear = through((value) => value, (value) => value);
  const logarithmic = all.every(({ value }) => value > 0) ? through(Math.log, Math.exp) : { error: Infinity };
  return (logarithmic.error < linear.error ? logarithmic : linear).value;
}

/** The labels along an axis: those of x stand in the middle under their ticks, those of y end before theirs. */
function ticksOf(svg, anchor, key, offset) {
  const own = [...svg.querySelectorAll(`:scope > text[text-anchor=${anchor}]`)];
  return own.map((text) => ({
    label: text.textContent, value: labelled(text.textContent), at: Number(text.getAttribute(key)) + offset,
  }));
}

/** The curves of a drawing with their names and points; of a raw and a smoothed curve, the smoothed one. */
function curvesOf(svg, unnamed) {
  const paths = [...svg.querySelectorAll(":scope > path[class^=c]")];
  const isEntry = (path) => path.nextElementSibling?.getAttribute("text-anchor") === "start";
  const names = new Map(
    paths.filter(isEntry).map((path) => [path.classList[0], path.nextElementSibling.textContent]));
  const curves = new Map();
  for (const path of paths.filter((path) => !isEntry(path))) {
    const [color, style] = path.classList;
    if (style === "band" || style === "errors" || (style === "raw" && curves.get(color)?.style === "smoothed")) continue;
    curves.set(color, { style, color, name: names.get(color) ?? unnamed, points: pointsOf(path, style) });
  }
  return [...curves.values()].filter(({ points }) => points.length);
}

function pointsOf(path, style) {
  const text = path.getAttribute("d");
  if (style === "bars") {
    return [...text.matchAll(/M([\d.]+) [\d.]+V([\d.]+)H([\d.]+)/g)].map(([, left, top, right]) => {
      return [(Number(left) + Number(right)) / 2, Number(top)];
    });
  }
  const all = numbers(text.replace(/h0/g, ""));
  return all.flatMap((x, index) => (index % 2 ? [] : [[x, all[index + 1]]]));
}

/** The shortest number that the drawing, whose coordinates have one decimal, would show at this place. */
function readOff(scale, at) {
  const [low, high] = [scale(at - 0.06), scale(at + 0.06)].sort((a, b) => a - b);
  if (low <= 0 && high >= 0) return "0";
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(scale(at).toPrecision(digits));
    if (short >= low && short <= high) return String(short);
  }
  return String(scale(at));
}

class PlotReader {
  constructor(box) {
    this.box = box;
    this.svg = box.querySelector("svg");
    const ends = ticksOf(this.svg, "end", "y", -6);
    // The last text that ends at the right is the name of the x axis, not a tick.
    this.xName = ends.pop()?.label ?? "";
    const yName = this.svg.querySelector(":scope > text[text-anchor=start]")?.textContent ?? "";
    this.xTicks = ticksOf(this.svg, "middle", "x", 0);
    [this.xScale, this.yScale] = [scaleOf(this.xTicks), scaleOf(ends)];
    this.curves = curvesOf(this.svg, yName);
    this.stops = [...new Set(this.curves.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    this.stop = -1;
  }

  get isReadable() {
    return this.stops.length > 0 && Boolean(this.yScale) && this.xTicks.length > 0;
  }

  /** Lets pointer and keys ask. */
  prepare() {
    const marks = { class: "look-reading", "aria-hidden": "true", hidden: true };
    this.reading = make("div", marks);
    this.cross = document.createElementNS(this.svg.namespaceURI, "g");
    this.cross.setAttribute("class", "look-cross");
    this.svg.append(this.cross);
    this.box.append(this.reading);
    this.box.classList.add("look-plot");
    Object.entries({ role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": this.stops.length - 1,
      "aria-valuenow": 0, "aria-valuetext": "The arrow keys read the values" })
      .forEach(([key, value]) => this.box.setAttribute(key, value));
    this.box.addEventListener("pointermove", (event) => this.readAt(event));
    this.box.addEventListener("pointerdown", (event) => this.readAt(event));
    this.box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.leave());
    this.box.addEventListener("blur", () => this.leave());
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  readAt(event) {
    const box = this.svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * this.svg.viewBox.baseVal.width;
    const distances = this.stops.map((x) => Math.abs(x - at));
    this.read(distances.indexOf(Math.min(...distances)));
  }

  key(event) {
    const page = Math.max(1, Math.round(this.stops.length / 10));
    const [last, now] = [this.stops.length - 1, Math.max(this.stop, 0)];
    const places = { ArrowRight: this.stop < 0 ? 0 : now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1,
      PageUp: now + page, PageDown: now - page, Home: 0, End: last };
    if (event.key === "Escape") this.leave();
    else if (event.key in places) {
      event.preventDefault();
      this.read(Math.min(last, Math.max(0, places[event.key])));
    }
  }

  leave() {
    this.reading.hidden = true;
    this.cross.replaceChildren();
    this.stop = -1;
  }

  /** What x is there: a number, or the nearest category. */
  xText(at) {
    if (this.xScale) return `${this.xName} ${readOff(this.xScale, at)}`;
    const nearest = [...this.xTicks].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    return nearest.label;
  }

  /** Shows the values at the stop with this number. */
  read(stop) {
    this.stop = stop;
    const x = this.stops[stop];
    // A curve answers where it has a point within a few pixels; bars of a group stand a little beside each other.
    const found = this.curves.map(({ name, color, points }) => {
      const [at, y] = points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
      return { name, color, at, y };
    }).filter(({ at }) => Math.abs(at - x) < 4);
    const value = ({ y }) => readOff(this.yScale, y);
    this.draw(x, found);
    this.reading.replaceChildren(make("strong", {}, this.xText(x)),
      ...found.map((one) => make("span", { class: one.color }, `${one.name}: ${value(one)}`)));
    this.reading.hidden = false;
    const share = x / this.svg.viewBox.baseVal.width;
    this.reading.classList.toggle("look-left", share > 0.5);
    this.reading.style.setProperty("--at", `${100 * share}%`);
    this.reading.style.top = `${(100 * this.top) / this.svg.viewBox.baseVal.height}%`;
    this.box.setAttribute("aria-valuenow", stop);
    this.box.setAttribute("aria-valuetext",
      [this.xText(x), ...found.map((one) => `${one.name} ${value(one)}`)].join(", "));
  }

  /** Where the drawing's area begins and ends. */
  get top() {
    const line = this.svg.querySelector(":scope > .grid[d*=V]") ?? this.svg.querySelector(":scope > .grid");
    return Math.min(...[line, this.svg.querySelector(":scope > .grid:not([d*=V])")].filter(Boolean)
      .map((path) => numbers(path.getAttribute("d"))[1]));
  }

  get bottom() {
    return numbers(this.svg.querySelector(":scope > .axis").getAttribute("d"))[1];
  }

  draw(x, found) {
    const element = (name, attributes) => {
      const shape = document.createElementNS(this.svg.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
      return shape;
    };
    this.cross.replaceChildren(
      element("path", { d: `M${x} ${this.top}V${this.bottom}` }),
      ...found.map(({ at, y, color }) => element("circle", { cx: at, cy: y, r: 6, class: color })));
  }
}
