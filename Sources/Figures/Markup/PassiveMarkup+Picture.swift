import Foundation

/// How large a drawing is, in screen pixels.
public struct DrawingSize: Equatable, Sendable {
  /// From left to right.
  public let width: Int
  /// From top to bottom.
  public let height: Int
}

extension PassiveMarkup {
  /// The size of an SVG picture that a browser shows, with nothing in it that it would run or fetch.
  ///
  /// - Throws: `Active` for what is no such picture.
  public static func pictureSize(of data: Data) throws(Active) -> DrawingSize {
    if let fault = fault(in: data) { throw Active(description: fault) }
    var markup = try PassiveMarkup(data)
    let root = try markup.readPicture()
    guard root["xmlns"] == "http://www.w3.org/2000/svg" || root.keys.contains(where: { $0 == "xmlns:svg" })
    else { throw Active(description: "its <svg> has no xmlns=\"http://www.w3.org/2000/svg\"") }
    let box = root["viewBox"]?.split { " ,\n\t".contains($0) }.compactMap { Double($0) } ?? []
    let sides = [("width", 2), ("height", 3)].map { name, index in
      root[name].flatMap(pixels) ?? (box.count == 4 ? box[index] : nil)
    }
    guard let width = sides[0], let height = sides[1] else {
      throw Active(description: "it says neither its width and height nor a viewBox")
    }
    guard allowedSides ~= width.rounded(.up), allowedSides ~= height.rounded(.up) else {
      throw Active(description: "it is \(Int(clamping: width)) x \(Int(clamping: height)) pixels large")
    }
    return DrawingSize(width: Int(width.rounded(.up)), height: Int(height.rounded(.up)))
  }

  private static let allowedSides = 1.0...65_536

  /// A length of CSS in screen pixels; nil for a share of something else.
  private static func pixels(_ length: String) -> Double? {
    guard let match = length.wholeMatch(of: /\s*([0-9.eE+-]+?)\s*(px|pt|pc|in|cm|mm|)\s*/),
      let number = Double(match.1), number.isFinite
    else { return nil }
    let units: [Substring: Double] = [
      "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
    ]
    return number * (units[match.2] ?? 1)
  }

  /// Walks through all elements, each of which must be closed in its turn.
  ///
  /// - Returns: the attributes of the outermost one.
  private mutating func readPicture() throws(Active) -> [String: String] {
    var open: [String] = []
    var root: [String: String]?
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if skips("!--") {
        try skip(to: "-->")
      } else if skips("![CDATA[") {
        try skip(to: "]]>")
      } else if skips("?") {
        try skip(to: "?>")
      } else if skips("!") {
        try skip(to: ">")
      } else if skips("/") {
        try close(&open)
      } else {
        try readElement(&open, &root)
      }
    }
    if let last = open.last { throw Active(description: "its element <\(last)> is never closed") }
    guard let root else { throw Active(description: "it has no element <svg>") }
    return root
  }

  private mutating func close(_ open: inout [String]) throws(Active) {
    let name = readName()
    try skip(to: ">")
    guard open.popLast() == name else {
      throw Active(description: "its </\(name)> closes another element than the one before it")
    }
  }

  private mutating func readElement(
    _ open: inout [String], _ root: inout [String: String]?
  ) throws(Active) {
    let name = readName()
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      if skips("/>") { break }
      if skips(">") {
        open.append(name)
        break
      }
      guard next != nil else { throw Active(description: "the element <\(name)> has no end") }
      let attribute = readName()
      attributes[attribute] = try readValue(of: attribute)
    }
    guard root == nil else { return }
    guard localName(name) == "svg" else {
      throw Active(description: "its outermost element is <\(name)> and not <svg>")
    }
    root = attributes
  }
}

extension Int {
  fileprivate init(clamping number: Double) {
    self = number.isFinite ? Int(Swift.max(-1e9, Swift.min(1e9, number))) : 0
  }
}
