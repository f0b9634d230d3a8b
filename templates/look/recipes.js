// What a reader takes along from under a figure: the command that makes it again.

function prepareRecipes() {
  for (const again of document.querySelectorAll(".recipe .again")) {
    const copy = button("Copy", "Copy the command", async () => {
      const isCopied = await copyText(again.querySelector("code").textContent, again, copy);
      copy.textContent = isCopied ? "Copied" : "Not allowed by this browser";
    });
    again.append(" ", copy);
  }
}
