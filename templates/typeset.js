// Reads [{tex, display}] from standard input and writes [{html} or {error}] to standard output.
const katex = require(process.argv[1]);
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
// Links and classes out of TeX would be ways around the page's own rules; KaTeX would show them in red.
const trust = ({ command }) => {
  throw new Error(`${command} is not allowed in a report`);
};
const options = { throwOnError: true, strict: "ignore", trust };
const answers = formulas.map(({ tex, display }) => {
  try {
    return { html: katex.renderToString(tex, { ...options, displayMode: display !== "" }) };
  } catch (error) {
    // Without the marked excerpt that KaTeX appends: the report shows the place in the chapter.
    const message = String(error.message).replace(/^KaTeX parse error: /, "");
    return { error: message.replace(/ at (position \d+|end of input): [^]*$/, ""), position: error.position };
  }
});
process.stdout.write(JSON.stringify(answers));
