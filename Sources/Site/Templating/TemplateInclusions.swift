import Chapters

/// Which part of the templates brings which others in: neither in circles nor without measure.
struct TemplateInclusions {
  /// Parts within parts.
  static let depthLimit = 16
  /// The bytes of a template with everything that it brings in.
  static let sizeLimit = 16_000_000

  private let inclusions: [TemplatePart: [TemplateInclusion]]
  /// The bytes of every part, with what it brings in once it has been visited.
  private var sizes: [TemplatePart: Int]
  /// What the sections of every part are repeated for, with those of what it brings in likewise.
  private var values: [TemplatePart: Set<String>]
  /// The levels of parts within every part that has been visited, itself counted.
  private var depths: [TemplatePart: Int] = [:]
  private var path: [TemplateInclusion] = []
  /// The first mistake.
  private(set) var mistake: Diagnostic?

  /// The inclusions of all templates.
  init(_ templates: [TemplateTags]) {
    let all = templates.flatMap(\.inclusions)
    inclusions = Dictionary(grouping: all, by: \.container)
    sizes = templates.reduce(into: [:]) { $0.merge($1.sizes, uniquingKeysWith: +) }
    values = templates.reduce(into: [:]) { $0.merge($1.values) { $0.union($1) } }
    for inclusion in all { visit(inclusion.container) }
  }

  private mutating func visit(_ part: TemplatePart) {
    guard depths[part] == nil else { return }
    depths[part] = 1
    for inclusion in inclusions[part] ?? [] {
      guard mistake == nil else { return }
      path.append(inclusion)
      follow(inclusion)
      path.removeLast()
    }
  }

  private mutating func follow(_ inclusion: TemplateInclusion) {
    let (container, included) = (inclusion.container, inclusion.included)
    if let start = path.firstIndex(where: { $0.container == included }) {
      return report(circle: path[start...])
    }
    if path.count < Self.depthLimit { visit(included) }
    guard mistake == nil else { return }
    depths[container] = max(depths[container] ?? 1, 1 + (depths[included] ?? 1))
    sizes[container, default: 0] += sizes[included] ?? 0
    values[container, default: []].formUnion(values[included] ?? [])
    if path.count >= Self.depthLimit || depths[container] ?? 1 > Self.depthLimit {
      mistake = Diagnostic(TemplateMistake.includedTooDeep(limit: Self.depthLimit), at: inclusion.span)
    } else if sizes[container] ?? 0 > Self.sizeLimit {
      mistake = Diagnostic(TemplateMistake.tooLargeWithInclusions(limit: Self.sizeLimit), at: inclusion.span)
    } else if let value = inclusion.values.first(where: { values[included]?.contains($0) == true }) {
      mistake = Diagnostic(TemplateMistake.nestedInItself(value), at: inclusion.span)
    }
  }

  /// Named from an inclusion in a file of the report's own; at least one is.
  private mutating func report(circle: ArraySlice<TemplateInclusion>) {
    let start = circle.firstIndex { !$0.span.file.path.isEmpty } ?? circle.startIndex
    let turned = circle[start...] + circle[..<start]
    let names = (turned + turned.prefix(1)).map(\.container.name)
    mistake = Diagnostic(TemplateMistake.circle(names), at: circle[start].span)
  }
}
