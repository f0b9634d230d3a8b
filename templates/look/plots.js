// Plots that answer: the values under the pointer or at the arrow keys.

/** The plots of the page. */
const plots = [];

class Plot {
  constructor(box) {
    this.box = box;
    this.svg = box.querySelector("svg");
    const ends = ticksOf(this.svg, "end", "y", -6);
    // The last text that ends at the right is the name of the x axis, not a tick.
    this.xName = ends.pop()?.label ?? "";
    const yName = this.svg.querySelector(":scope > text[text-anchor=start]")?.textContent ?? "";
    this.xTicks = ticksOf(this.svg, "middle", "x", 0);
    this.yTicks = ends;
    [this.xScale, this.yScale] = [scaleOf(this.xTicks), scaleOf(ends)];
    this.series = seriesOf(this.svg, yName);
    this.countStops();
  }

  get isReadable() {
    return this.stops.length > 0 && Boolean(this.yScale) && this.xTicks.length > 0;
  }

  get view() {
    return this.svg.viewBox.baseVal;
  }

  /** Where the drawing's area begins and ends. */
  measureArea() {
    const [[[left, bottom], [right]]] = strokesOf(this.svg.querySelector(":scope > .axis"));
    const grid = [...this.svg.querySelectorAll(":scope > .grid")].flatMap((path) => strokesOf(path).flat());
    this.area = { left, right, bottom, top: Math.min(...grid.map(([, y]) => y)) };
  }

  /** The places of x at which something can be read. */
  countStops() {
    const points = this.series.filter(({ isOn }) => isOn).flatMap((one) => one.points);
    this.stops = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
    this.stop = -1;
    this.probe?.setAttribute("aria-valuemax", Math.max(0, this.stops.length - 1));
  }

  /** Lets pointer and keys ask. */
  prepare() {
    this.measureArea();
    const { left, right, top, bottom } = this.area;
    this.reading = make("div", { class: "look-reading", "aria-hidden": "true", hidden: true });
    this.cross = shape("g", { class: "look-cross" });
    this.svg.append(this.cross);
    this.probe = make("div", { class: "look-probe", role: "slider", tabindex: 0, "aria-valuemin": 0,
      "aria-valuemax": this.stops.length - 1, "aria-valuenow": 0,
      "aria-valuetext": "The arrow keys read the values, plus and minus zoom",
      "aria-label": this.box.getAttribute("aria-label"), blur: () => this.leave(),
      keydown: (event) => this.key(event) });
    this.cover(this.probe, left, top, right, bottom);
    this.box.classList.add("look-plot");
    this.box.setAttribute("role", "group");
    this.box.addEventListener("pointermove", (event) => this.readAt(event));
    this.box.addEventListener("pointerdown", (event) => this.readAt(event));
    this.box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.leave());
    prepareSeries(this);
    this.box.append(this.probe, this.reading);
    this.zoom = this.xScale ? new PlotZoom(this) : null;
    plots.push(this);
  }

  /** Lays an element over a part of the drawing, whatever its size. */
  cover(element, left, top, right, bottom) {
    const share = (part, whole) => `${(100 * part) / whole}%`;
    const { width, height } = this.view;
    Object.assign(element.style, { left: share(left, width), width: share(right - left, width),
      top: share(top, height), height: share(bottom - top, height) });
  }

  /** Where something of the whole drawing is while a part of it is shown, and the way back. */
  shown(x) {
    return this.zoom ? this.zoom.shown(x) : x;
  }

  /** The same upwards, while the y axis has another scale. */
  shownUp(y) {
    return this.yScaling ? this.yScaling.shown(y) : y;
  }

  /** The place in the whole drawing that is under the pointer. */
  under(event) {
    const box = this.svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * this.view.width;
    return this.zoom ? this.zoom.whole(at) : at;
  }

  readAt(event) {
    if (!this.stops.length || this.zoom?.isDragging || event.target.closest("button")) return;
    this.read(this.nearest(this.under(event)));
  }

  nearest(at) {
    return this.stops.reduce((best, x, stop) => (Math.abs(x - at) < Math.abs(this.stops[best] - at) ? stop : best), 0);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.round(this.stops.length / 10));
    const [last, now] = [this.stops.length - 1, Math.max(this.stop, 0)];
    const places = { ArrowRight: this.stop < 0 ? 0 : now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1,
      PageUp: now + page, PageDown: now - page, Home: 0, End: last };
    if (event.key === "Escape") this.leave();
    else if (event.key in places && last >= 0) {
      event.preventDefault();
      const stop = Math.min(last, Math.max(0, places[event.key]));
      this.zoom?.follow(this.stops[stop]);
      this.read(stop);
    }
    this.zoom?.key(event);
  }

  leave() {
    for (const plot of plots) plot.hide();
  }

  hide() {
    this.reading.hidden = true;
    this.cross.replaceChildren();
    this.stop = -1;
  }

  /** What x is there: a number, or the nearest category. Ticks are rounded as well as curves, and steps are whole. */
  xText(at) {
    if (this.xScale) return `${this.xName} ${readOff(this.xScale, at, 0.12)}`;
    const nearest = [...this.xTicks].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    return nearest.label;
  }

  /** Reads the values at the stop with this number, in all plots over the same x. */
  read(stop) {
    const texts = this.show(stop);
    this.probe.setAttribute("aria-valuenow", stop);
    this.probe.setAttribute("aria-valuetext", texts.join(", "));
    if (!this.xScale) return;
    const value = this.xScale.value(this.stops[stop]);
    for (const other of plots) {
      if (other !== this && other.xScale && other.xName === this.xName) other.showBeside(value);
    }
  }

  /** Shows what is at another plot's x, where this one has it in sight. */
  showBeside(value) {
    const at = this.xScale.place(value);
    const stop = this.nearest(at);
    if (Math.abs(this.stops[stop] - at) < 4) this.show(stop);
    else this.hide();
  }

  /** Shows the values at the stop with this number, and tells them. */
  show(stop) {
    this.stop = stop;
    const x = this.stops[stop];
    // A curve answers where it has a point within a few pixels; bars of a group stand a little beside each other.
    const found = this.series.filter(({ isOn, points }) => isOn && points.length).map(({ told: name, color, points }) => {
      const [at, y] = points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
      return { name, color, at, y };
    }).filter(({ at }) => Math.abs(this.shown(at) - this.shown(x)) < 4);
    const value = ({ y }) => readOff(this.yScale, y);
    this.draw(this.shown(x), found);
    this.reading.replaceChildren(make("strong", {}, this.xText(x)),
      ...found.map((one) => make("span", { class: one.color }, `${one.name}: ${value(one)}`)));
    this.reading.hidden = false;
    const share = this.shown(x) / this.view.width;
    this.reading.classList.toggle("look-left", share > 0.5);
    this.reading.style.setProperty("--at", `${100 * share}%`);
    this.reading.style.top = `${(100 * this.area.top) / this.view.height}%`;
    return [this.xText(x), ...found.map((one) => `${one.name} ${value(one)}`)];
  }

  draw(x, found) {
    this.cross.replaceChildren(
      shape("path", { d: `M${x} ${this.area.top}V${this.area.bottom}` }),
      ...found.map(({ at, y, color }) => shape("circle", { cx: this.shown(at), cy: this.shownUp(y), r: 6, class: color })));
  }
}
