/// Finds TeX within double quotation marks, where YAML reads the backslash of `\theta` as a tab and of `\nabla` as a new line.
enum TeXInQuotes {
  /// The first command of TeX in what stands in a line of a file from a quotation mark on.
  static func first(at span: SourceSpan) -> (command: String, span: SourceSpan)? {
    guard let line = span.file.line(span.position.line) else { return nil }
    let scalars = Array(line.unicodeScalars.dropFirst(span.position.column))
    var at = 0
    while at < scalars.count, scalars[at] != "\"" {
      guard scalars[at] == "\\" else {
        at += 1
        continue
      }
      let letters = scalars[(at + 1)...].prefix { $0.isLetterOfASCII }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: letters)
      if commands.contains(String(view)) {
        let position = SourcePosition(
          line: span.position.line, column: span.position.column + 1 + at)
        return ("\\" + String(view), SourceSpan(span.file, at: position, length: letters.count + 1))
      }
      at += 2
    }
    return nil
  }

  /// The commands whose first letter YAML reads behind a backslash; it refuses all others itself.
  private static let commands = Set(
    """
    alpha aleph angle approx arccos arcsin arctan arg ast asymp atop backslash bar begin because beta beth bf bigcap bigcup \
    big Big binom bm bmod boldsymbol bot boxed breve bullet ell emph emptyset end epsilon eqref equiv eta exists exp fbox \
    flat forall frac frown nabla natural ne neg neq newline ni nmid not notin nu nparallel nsubseteq rangle rbrace rceil \
    ref rfloor rho right rightarrow rightharpoonup rm rVert tan tanh tau tbinom text textbf textit textrm tfrac theta \
    therefore tilde times to top triangle triangleq tt underbrace underline underset uparrow uplus upsilon varepsilon \
    varnothing varphi varpi varrho varsigma vartheta vdots vec vee vert Vert vline xi xrightarrow Lambda Leftarrow \
    Leftrightarrow Longrightarrow Phi Pi Pr Psi Uparrow Upsilon
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
