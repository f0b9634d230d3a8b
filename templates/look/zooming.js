// A part of a plot's x axis, as wide as the whole: by dragging, pinching or keys.

/** Round numbers between two, about five, or powers of ten where the scale has several of them. */
function roundBetween(low, high, isLogarithmic) {
  if (isLogarithmic && high / low > 30) {
    const powers = Math.ceil(Math.log10(low) - 1e-9);
    return [...Array(12).keys()].map((index) => 10 ** (powers + index)).filter((value) => value <= high * (1 + 1e-9));
  }
  const power = 10 ** Math.floor(Math.log10((high - low) / 5));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => (high - low) / size <= 5.5);
  const first = Math.ceil(low / step - 1e-9);
  return [...Array(8).keys()].map((index) => (first + index) * step).filter((value) => value <= high + 1e-9 * step);
}

/** A number as the axes write it. */
const axisText = (value) => {
  const text = String(Number(value.toPrecision(8)));
  return (/^-?\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, "\u202f") : text).replace("-", "−");
};

class PlotZoom {
  constructor(plot) {
    this.plot = plot;
    [this.low, this.high] = [plot.area.left, plot.area.right];
    this.fingers = new Map();
    this.from = null;
    const { left, right, top, bottom } = plot.area;
    this.range = shape("rect", { class: "look-range", y: top, height: bottom - top, width: 0 });
    this.ticks = shape("g", {});
    const id = `${plot.svg.id}-area`;
    const whole = { x: left, y: 0, width: right - left, height: plot.view.height };
    plot.svg.append(shape("clipPath", { id }, shape("rect", whole)), this.ticks, this.range);
    this.curves = plot.series.flatMap(({ paths }) => paths).map((path) => {
      return { path, text: path.getAttribute("d"), strokes: strokesOf(path), isErrors: path.matches(".errors") };
    });
    this.clip = `url(#${id})`;
    this.told = make("output", {});
    this.note = make("div", { class: "look-zoomed", hidden: true }, this.told,
      button("Show all", "Show the whole axis", () => this.reset(), "0"));
    plot.box.append(this.note);
    const listen = { pointerdown: "down", pointermove: "move", pointerup: "up", pointercancel: "up" };
    for (const [name, method] of Object.entries(listen)) plot.box.addEventListener(name, (event) => this[method](event));
    plot.box.addEventListener("dblclick", (event) => !event.target.closest("button") && this.reset());
  }

  get isDragging() {
    return this.from?.isRange || this.fingers.size > 1;
  }

  get isZoomed() {
    return this.high - this.low < this.plot.area.right - this.plot.area.left - 0.5;
  }

  /** Where something of the whole drawing is shown. */
  shown(x) {
    const { left, right } = this.plot.area;
    return this.isZoomed ? left + ((x - this.low) / (this.high - this.low)) * (right - left) : x;
  }

  /** What of the whole drawing is shown at a place. */
  whole(at) {
    const { left, right } = this.plot.area;
    return this.low + ((at - left) / (right - left)) * (this.high - this.low);
  }

  /** Shows what lies between two places of the whole drawing, or as much of it as there is. */
  to(low, high) {
    const { left, right } = this.plot.area;
    const width = Math.min(right - left, Math.max(6, high - low));
    this.low = Math.min(right - width, Math.max(left, (low + high - width) / 2));
    this.high = this.low + width;
    this.plot.leave();
    for (const { path, text, strokes, isErrors, isChanged } of this.curves) {
      const isMoved = this.isZoomed || this.plot.yScaling || isChanged;
      path.setAttribute("d", isMoved ? written(strokes.map((stroke) => this.moved(stroke, isErrors))) : text);
      if (this.isZoomed) path.setAttribute("clip-path", this.clip);
      else path.removeAttribute("clip-path");
    }
    this.plot.svg.classList.toggle("look-part", this.isZoomed);
    this.drawTicks();
    const { xScale, xName } = this.plot;
    const [from, until] = [this.low, this.high].map((at) => axisText(Number(xScale.value(at).toPrecision(3))));
    this.note.hidden = !this.isZoomed;
    this.told.textContent = this.isZoomed ? `${xName} ${from} to ${until}` : "";
  }

  /** A stroke where it is shown; the caps of error bars keep their length. */
  moved(stroke, isErrors) {
    const place = ([x, y]) => [Math.round(10 * this.shown(x)) / 10, this.plot.shownUp(y)];
    const [[first, level], last] = stroke;
    if (!isErrors || !last || level !== last[1]) return stroke.map(place);
    const [middle, y] = place([(first + last[0]) / 2, level]);
    return [[middle - 5, y], [middle + 5, y]];
  }

  drawTicks() {
    const { area, xScale, xTicks, svg } = this.plot;
    const [low, high] = [xScale.value(this.low), xScale.value(this.high)];
    const values = this.isZoomed ? roundBetween(low, high, xScale.isLogarithmic) : [];
    this.ticks.replaceChildren(...values.flatMap((value) => {
      const x = Math.round(10 * this.shown(xScale.place(value))) / 10;
      return [shape("path", { class: "grid", d: `M${x} ${area.top}V${area.bottom}` }),
        shape("text", { x, y: area.bottom + 25, "text-anchor": "middle" }, axisText(value))];
    }));
    const upright = svg.querySelectorAll(':scope > .grid[d*="V"]');
    for (const part of [...upright, ...xTicks.map(({ text }) => text)]) part.style.display = this.isZoomed ? "none" : "";
  }

  reset() {
    const hadFocus = this.note.contains(document.activeElement);
    this.to(this.plot.area.left, this.plot.area.right);
    if (hadFocus) this.plot.probe.focus();
  }

  /** Keeps what the arrow keys read in sight. */
  follow(x) {
    const width = this.high - this.low;
    if (x < this.low) this.to(x, x + width);
    else if (x > this.high) this.to(x - width, x);
  }

  key(event) {
    const factor = { "+": 0.5, "=": 0.5, "-": 2, "−": 2 }[event.key];
    if (factor) {
      const { stop, stops } = this.plot;
      const middle = stop < 0 ? (this.low + this.high) / 2 : stops[stop];
      const share = (middle - this.low) / (this.high - this.low);
      const width = factor * (this.high - this.low);
      this.to(middle - share * width, middle + (1 - share) * width);
      if (stop >= 0) this.plot.read(stop);
    } else if (event.key === "0" || (event.key === "Escape" && this.isZoomed)) this.reset();
    else return;
    event.preventDefault();
  }

  down(event) {
    if (event.button !== 0 || event.target.closest("button")) return;
    const at = this.plot.under(event);
    this.fingers.set(event.pointerId, { at, x: event.clientX });
    this.from = event.pointerType === "mouse" || event.pointerType === "pen" ? { at, x: event.clientX } : null;
    this.plot.box.setPointerCapture(event.pointerId);
  }

  move(event) {
    const finger = this.fingers.get(event.pointerId);
    if (finger) finger.x = event.clientX;
    if (this.fingers.size > 1) this.pinch();
    else if (this.from && Math.abs(event.clientX - this.from.x) > 5) {
      this.from.isRange = true;
      this.plot.leave();
      const { left, right } = this.plot.area;
      const [start, end] = this.between(event).map((x) => Math.min(right, Math.max(left, this.shown(x))));
      this.range.setAttribute("x", start);
      this.range.setAttribute("width", end - start);
    }
  }

  /** The part of the whole drawing over which the pointer has been dragged. */
  between(event) {
    return [this.from.at, this.plot.under(event)].sort((a, b) => a - b);
  }

  up(event) {
    if (this.from?.isRange && event.type === "pointerup") this.to(...this.between(event));
    this.range.setAttribute("width", 0);
    this.fingers.delete(event.pointerId);
    this.from = null;
  }

  /** Shows what keeps the places under two fingers where these are. */
  pinch() {
    const [one, other] = [...this.fingers.values()];
    const box = this.plot.svg.getBoundingClientRect();
    const [x, y] = [one.x, other.x].map((x) => ((x - box.left) / box.width) * this.plot.view.width);
    if (Math.abs(x - y) < 10 || Math.abs(one.at - other.at) < 1) return;
    const { left, right } = this.plot.area;
    const size = Math.abs((one.at - other.at) / (x - y));
    this.to(one.at - size * (x - left), one.at + size * (right - x));
  }
}
