/// A plot's drawing as a page shows it: as the drawing that is kept, in fewer bytes, in the page's style, and with a
/// validation in the colour of its training.
///
/// Every place stays where it was. An element that is written in another way than `Plot.svg` does stays as it is.
struct PageDrawing {
  /// The drawing as an element of the page.
  private(set) var svg = ""
  private let partners: ValidationColors
  private var grids: [(name: String, paths: [Substring])] = []
  private var labels: [Substring] = []

  /// - Parameter drawing: what `Plot.svg` gave.
  init(_ drawing: String) {
    let lines = drawing.utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
    partners = ValidationColors(lines)
    for line in lines where !line.hasPrefix("<style>") { add(line) }
    flush()
  }

  private mutating func add(_ line: Substring) {
    if let path = DrawnPath(line), path.classes.first == "grid" {
      let name = path.classes.joined(separator: " ") + (path.text.contains("V") ? "|" : "-")
      if let index = grids.firstIndex(where: { $0.name == name }) {
        grids[index].paths.append(path.text)
      } else {
        grids.append((name, [path.text]))
      }
    } else if line.hasPrefix("<text"), !grids.isEmpty {
      labels.append(line)
    } else {
      flush()
      put(line)
    }
  }

  /// Writes the grid, all lines of a kind as one path, and then its labels.
  private mutating func flush() {
    for grid in grids {
      svg += "<path class=\"\(grid.name.dropLast())\" d=\"\(grid.paths.joined())\"/>\n"
    }
    for label in labels { put(label) }
    (grids, labels) = ([], [])
  }

  private mutating func put(_ line: Substring) {
    guard let path = DrawnPath(line) else { return svg += line + "\n" }
    if let partner = partners[path.classes] {
      // Dashes lead from dot to dot.
      if let dashes = path.dashes { svg += "<path class=\"\(partner) validation\" d=\"\(dashes)\"/>\n" }
      if path.isMark { return }
      svg += "<path class=\"\(partner) points validation\" d=\"\(path.shortened)\"/>\n"
    } else {
      svg += "<path class=\"\(path.classes.joined(separator: " "))\" d=\"\(path.shortened)\"/>\n"
    }
  }
}

/// Which of a plot's colours are those of validations, and the colours of their trainings.
private struct ValidationColors {
  private var partners: [Substring: Substring] = [:]

  init(_ lines: [Substring]) {
    var colors: [Substring: Substring] = [:]
    for (mark, text) in zip(lines, lines.dropFirst()) {
      guard mark.utf8.starts(with: "<path".utf8), text.contains("text-anchor=\"start\""),
        let color = DrawnPath(mark)?.classes.first, color.hasPrefix("c"),
        let start = text.firstIndex(of: ">"), text.hasSuffix("</text>")
      else { continue }
      colors[text[text.index(after: start)...].dropLast("</text>".count)] = color
    }
    // Colours come around again after the sixth: then they tell no two series apart.
    guard Set(colors.values).count == colors.count else { return }
    for (name, color) in colors {
      let isAlone = name == "validation" && colors.count == 2
      let training = isAlone ? colors.keys.first { $0 != name } : Self.training(of: name)
      if let training, let own = colors[training] { partners[color] = own }
    }
  }

  private static func training(of name: Substring) -> Substring? {
    let ending = ", validation"
    return name.hasSuffix(ending) ? name.dropLast(ending.count) : nil
  }

  /// The colour of the training whose validation's dots have these classes.
  subscript(classes: [Substring]) -> Substring? {
    classes.last == "points" ? classes.first.flatMap { partners[$0] } : nil
  }
}
