// What the viewer does at a key, at the wheel and under the pointer.

/** The keys of the viewer beside the arrows and those of its buttons. */
const keys = {
  "+": () => enlarge(1), "=": () => enlarge(1), "-": () => enlarge(-1), "−": () => enlarge(-1), 0: () => fit(),
  s: () => smooth(), " ": () => play(!isPlaying()), v: () => nextView(), k: () => keep(), b: () => blink(),
  m: () => layMask(), e: () => changeSmall(),
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

/** Where the pointer was last over the picture's stage. */
let pointer = null;

function point(event) {
  pointer = event.type === "pointerleave" ? null : { x: event.clientX, y: event.clientY };
  tellPixel();
}

/** Tells the pixel under the pointer, and its value: also where not the pointer came to it, but the picture. */
function tellPixel() {
  if (!pointer) return void (viewer.pixel.textContent = "");
  const box = viewer.picture.getBoundingClientRect();
  const [x, y] = [Math.floor((pointer.x - box.left) / zoom), Math.floor((pointer.y - box.top) / zoom)];
  const { width, height } = size();
  const isInside = x >= 0 && y >= 0 && x < width && y < height && !viewer.image.style.transform;
  viewer.pixel.textContent = isInside ? `row ${y}, column ${x}${valueAt(x, y)}` : "";
}

/** The pixels of the pictures that have been asked for, by their addresses. */
const pixelData = new Map();

/** `: red, green, blue`, once the picture's pixels are there. */
function valueAt(x, y) {
  const { image } = shown;
  if (!pixelData.has(image.src)) loadPixels(shown.figure);
  const data = pixelData.get(image.src);
  if (!data) return "";
  const { left, top } = partOf(image) ?? { left: 0, top: 0 };
  const [red, green, blue] = data.getImageData(left + x, top + y, 1, 1).data;
  return red === green && green === blue ? `: ${red}` : `: ${red}, ${green}, ${blue}`;
}

/** Reads a figure's pictures: as they are where the browser lets it, or else from the script that has them. */
async function loadPixels(figure) {
  const images = pictures.get(figure.querySelector(".panels img, .picture img")).rows.flat().map(({ image }) => image);
  const sources = new Set(images.map(({ src }) => src));
  for (const src of sources) pixelData.set(src, null);
  try {
    for (const src of sources) await draw(src, src);
  } catch {
    // Files may be shown, but not read.
    const script = make("script", { src: new URL("pixels.js", images[0].src) });
    script.addEventListener("load", () => {
      for (const src of sources) {
        const data = window.reportPixels?.[figure.id]?.[decodeURIComponent(src.split("/").at(-1))];
        if (data) draw(src, `data:image/png;base64,${data}`);
      }
    });
    if (figure.querySelector(".panels")) document.head.append(script);
  }
}

/** A picture on a canvas that may be read; throws where it may not. */
async function draw(src, address) {
  const image = make("img", { src: address });
  await image.decode();
  const canvas = make("canvas", { width: image.width, height: image.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  context.getImageData(0, 0, 1, 1);
  pixelData.set(src, context);
  tellPixel();
}
