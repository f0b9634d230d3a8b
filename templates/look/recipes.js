// What a reader takes along from under a figure: the command that makes it again.

function prepareRecipes() {
  // Where a browser's style sheets cannot reach what is folded, it is unfolded for the printer.
  const folds = [...document.querySelectorAll(".recipe:not([open])")];
  if (!CSS.supports("selector(::details-content)")) {
    addEventListener("beforeprint", () => folds.forEach((fold) => { fold.dataset.open = fold.open; fold.open = true; }));
    addEventListener("afterprint", () => folds.forEach((fold) => { fold.open = fold.dataset.open === "true"; }));
  }
  for (const again of document.querySelectorAll(".recipe .again")) {
    const copy = button("Copy", "Copy the command", async () => {
      const isCopied = await copyText(again.querySelector("code").textContent, again, copy);
      copy.textContent = isCopied ? "Copied" : "Not allowed by this browser";
    });
    again.append(" ", copy);
  }
}
