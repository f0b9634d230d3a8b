// Reads [{tex, display}] from standard input and writes [{html} or {error}] to standard output.
const katex = require(process.argv[1]);
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = formulas.map(({ tex, display }) => {
  try {
    return { html: katex.renderToString(tex, { displayMode: display !== "", throwOnError: true, strict: "ignore" }) };
  } catch (error) {
    return { error: String(error.message).replace(/^KaTeX parse error: /, "") };
  }
});
process.stdout.write(JSON.stringify(answers));
