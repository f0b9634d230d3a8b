// What a plot's drawing tells: the scales of its axes and the strokes of its curves, read back from its coordinates.

/** The number of an axis's label, with any of the signs that labels use. */
function labelled(text) {
  const [, factor = "1", power] = text.match(/^(?:(-?[\d.]+)\s*[×x]\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/) ?? [];
  if (power) {
    const digits = [...power].map((sign) => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join("");
    return factor * 10 ** digits;
  }
  const plain = text.trim().replace(/^[−–]/, "-").replace(/[,\u202f](?=\d{3})/g, "");
  return plain === "" ? NaN : Number(plain);
}

/** What turns a coordinate into a value and back, linear or logarithmic as the ticks say; null unless all are numbers. */
function scaleOf(all) {
  if (all.length < 2 || !all.every(({ value }) => Number.isFinite(value))) return null;
  const [first, last] = [all[0], all[all.length - 1]];
  const through = (put, back, isLogarithmic) => {
    const slope = (put(last.value) - put(first.value)) / (last.at - first.at);
    const value = (at) => back(put(first.value) + slope * (at - first.at));
    const place = (value) => first.at + (put(value) - put(first.value)) / slope;
    const error = Math.max(...all.map((tick) => Math.abs(put(tick.value) - put(value(tick.at)))));
    return { value, place, isLogarithmic, error: error / Math.abs(put(last.value) - put(first.value)) };
  };
  const linear = through((value) => value, (value) => value, false);
  const logarithmic = all.every(({ value }) => value > 0) ? through(Math.log, Math.exp, true) : { error: Infinity };
  return logarithmic.error < linear.error ? logarithmic : linear;
}

/** The labels along an axis: those of x stand in the middle under their ticks, those of y end before theirs. */
function ticksOf(svg, anchor, key, offset) {
  const own = [...svg.querySelectorAll(`:scope > text[text-anchor=${anchor}]`)];
  return own.map((text) => ({
    text, label: text.textContent, value: labelled(text.textContent), at: Number(text.getAttribute(key)) + offset,
  }));
}

/** The strokes of a path, each a list of places [x, y] with one decimal. */
function strokesOf(path) {
  const strokes = [];
  let [x, y, command] = [0, 0, "M"];
  const tokens = path.getAttribute("d").match(/[a-z]|-?\d*\.?\d+/gi) ?? [];
  const number = () => Number(tokens.shift());
  while (tokens.length) {
    if (/[a-z]/i.test(tokens[0])) command = tokens.shift();
    if (/z/i.test(command)) {
      strokes.at(-1).push(strokes.at(-1)[0]);
      continue;
    }
    const [left, above] = command > "Z" ? [x, y] : [0, 0];
    if (!/v/i.test(command)) x = Math.round(10 * (left + number())) / 10;
    if (!/h/i.test(command)) y = Math.round(10 * (above + number())) / 10;
    if (/m/i.test(command)) {
      strokes.push([]);
      command = command === "m" ? "l" : "L";
    }
    strokes.at(-1).push([x, y]);
  }
  return strokes;
}

/** A path's text for strokes; one of no length is a dot. */
const written = (strokes) => strokes.map((stroke) => `M${stroke.map((place) => place.join(" ")).join("L")}`).join("");

/** A curve's points: of bars the middles of their tops, of all else the places of the strokes. */
function pointsOf(path) {
  const strokes = strokesOf(path);
  if (path.classList.contains("bars")) return strokes.map(([, [left, top], [right]]) => [(left + right) / 2, top]);
  return path.classList.contains("points") ? strokes.map(([point]) => point) : strokes.flat();
}

/** Which of a series' paths tells its values: the smoothed line before the dots, both before what is behind them. */
const tellers = [".smoothed", ".points", ".raw", ".bars"];

/** The series of a drawing with their names, paths and points, by the classes of their paths. */
function seriesOf(svg, unnamed) {
  const paths = [...svg.querySelectorAll(":scope > path[class^=c]")];
  const nameOf = (path) => path.nextElementSibling?.matches("text[text-anchor=start]") ? path.nextElementSibling : null;
  const keyOf = (path) => path.classList[0] + (path.matches(".validation") ? "v" : "");
  const all = new Map();
  for (const path of paths.filter((path) => !nameOf(path))) {
    const key = keyOf(path);
    if (!all.has(key)) {
      const mark = paths.find((other) => nameOf(other) && keyOf(other) === key);
      const text = mark && nameOf(mark);
      all.set(key, { color: path.classList[0], mark, text, name: text?.textContent ?? unnamed, paths: [], isOn: true });
    }
    all.get(key).paths.push(path);
  }
  for (const one of all.values()) {
    const teller = tellers.map((style) => one.paths.find((path) => path.matches(style))).find(Boolean);
    one.points = teller ? pointsOf(teller) : [];
    // Which of two lines of one colour the values are of.
    one.told = teller?.matches(".smoothed") && one.paths.some((path) => path.matches(".raw")) ? `${one.name}, smoothed` : one.name;
  }
  return [...all.values()];
}

/** The shortest number that the drawing, whose coordinates have one decimal, would show at this place, within a slack. */
function readOff(scale, at, slack = 0.06) {
  const [low, high] = [scale.value(at - slack), scale.value(at + slack)].sort((a, b) => a - b);
  if (low <= 0 && high >= 0) return "0";
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(scale.value(at).toPrecision(digits));
    if (short >= low && short <= high) return String(short);
  }
  return String(scale.value(at));
}

/** An SVG element. */
function shape(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
