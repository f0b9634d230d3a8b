extension Plot {
  /// Whether a text is a drawing such as `svg(id:)` gives, with no other elements than it draws with and no style for
  /// anything but itself; whoever kept it may have changed it.
  public static func isDrawing(_ svg: String, id: String) -> Bool {
    let id = XML.identifier(id)
    return MarkupRules(
      elements: "svg title desc style g path text tspan rect circle line polyline",
      attributes: """
        xmlns id class role viewBox aria-labelledby d x y x1 x2 y1 y2 cx cy r width height points dx dy transform \
        text-anchor dominant-baseline
        """,
      values: ["id": { $0.starts(with: id.utf8) }],
      style: { styles(only: "#\(id) ", String(decoding: $0, as: UTF8.self)) }
    ).accept(svg)
  }

  /// Whether every rule of a style begins with a selector, and none loads anything.
  private static func styles(only selector: String, _ text: String) -> Bool {
    guard !text.contains("\\"), !text.lowercased().contains("url"), !text.contains("/*") else { return false }
    return text.split(separator: "}").allSatisfy { rule in
      let rule = rule.hasPrefix("@media ") ? rule.drop { $0 != "{" }.dropFirst() : rule
      return rule.hasPrefix(selector) && rule.prefix { $0 != "{" }.allSatisfy { $0 != "," && $0 != "@" }
    }
  }
}
