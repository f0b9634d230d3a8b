// The mask of an inpainting, laid over its pictures in the viewer.

let isMasked = false;

/** The picture of the mask in the shown picture's row; none where the block has no mask. */
const maskOf = (picture) => picture.rows[picture.row].find(({ columnLabel }) => columnLabel === "mask");

/** What turns white into a colour and black into nothing. */
function tint() {
  const matrix = shape("feColorMatrix", { values: "0 0 0 0 0.9  0 0 0 0 0.1  0 0 0 0 0.4  0.33 0.33 0.34 0 0" });
  return shape("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position: absolute; top: 0" },
    shape("filter", { id: "look-tint", "color-interpolation-filters": "sRGB" }, matrix));
}

/** The button that lays the mask over the shown picture; on the mask itself there is nothing to lay. */
function maskTools() {
  const mask = maskOf(shown);
  viewer.mask.hidden = !mask || !isMasked || mask === shown;
  if (!mask) return [];
  if (!viewer.tint) {
    viewer.dialog.append(viewer.tint = tint());
    viewer.mask.style.filter = "url(#look-tint)";
    viewer.image.after(viewer.mask);
  }
  viewer.mask.src = mask.image.src;
  const element = button("Mask", "Lay the mask over the picture", layMask, "M");
  element.setAttribute("aria-pressed", String(isMasked));
  element.disabled = mask === shown;
  return [element];
}

function layMask() {
  const mask = maskOf(shown);
  if (!mask || mask === shown) return;
  isMasked = !isMasked;
  viewer.mask.hidden = !isMasked;
  viewer.extras.querySelector("button[aria-pressed]")?.setAttribute("aria-pressed", String(isMasked));
}
