// What the viewer does at a key, at the wheel and under the pointer.

/** The keys of the viewer beside the arrows and those of its buttons. */
const keys = {
  "+": () => enlarge(1), "=": () => enlarge(1), "-": () => enlarge(-1), "−": () => enlarge(-1), 0: () => fit(),
  s: () => smooth(), " ": () => play(!isPlaying()), v: () => nextView(), k: () => keep(), b: () => blink(),
};

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onSlider = event.target.matches("input");
  if (event.key === " " && event.target.matches("button, input")) return;
  const step = onSlider ? null : arrows[event.key];
  const action = keys[event.key.toLowerCase()];
  if (step) move(...step);
  else if (action) action();
  else return;
  event.preventDefault();
}

let turnedBy = 0;

/** A notch of the wheel, or as much of a touch pad, is one step. */
function turnWheel(event) {
  if (event.ctrlKey) return;
  event.preventDefault();
  turnedBy += event.deltaY;
  if (Math.abs(turnedBy) < 50) return;
  enlarge(turnedBy < 0 ? 1 : -1);
  turnedBy = 0;
}

/** Tells the pixel under the pointer, and its value where the browser lets a script read it. */
function point(event) {
  const box = viewer.image.getBoundingClientRect();
  const [x, y] = [Math.floor((event.clientX - box.left) / zoom), Math.floor((event.clientY - box.top) / zoom)];
  const { width, height } = size();
  const isInside = x >= 0 && y >= 0 && x < width && y < height && !viewer.image.style.transform;
  viewer.pixel.textContent = isInside ? `row ${y}, column ${x}${valueAt(x, y)}` : "";
}

let sheet = null;

/** `: red, green, blue`, or nothing: a page that was opened as a file may not read its pictures. */
function valueAt(x, y) {
  try {
    if (sheet?.source !== viewer.image.src) {
      const canvas = make("canvas", { width: viewer.image.naturalWidth, height: viewer.image.naturalHeight });
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(viewer.image, 0, 0);
      sheet = { source: viewer.image.src, context };
    }
    const [red, green, blue] = sheet.context.getImageData(x, y, 1, 1).data;
    return red === green && green === blue ? `: ${red}` : `: ${red}, ${green}, ${blue}`;
  } catch {
    return "";
  }
}
