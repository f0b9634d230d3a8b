import Chapters

/// What templates may ask for: the values that their descriptions name, and those of the templates that bring them in.
struct TemplateVocabulary {
  private let templates: [TemplateTags]
  private let known: [String: Set<String>]

  /// - Parameter templates: all templates; none brings itself in.
  init(_ templates: [TemplateTags]) {
    self.templates = templates
    let own = Dictionary(
      uniqueKeysWithValues: templates.map { ($0.name, TemplateDocumentation.values(of: $0.name)) })
    known = own.reduce(into: own) { known, entry in
      for part in Self.parts(of: entry.key, templates) { known[part]?.formUnion(entry.value) }
    }
  }

  /// The templates that one brings in, those that these bring in among them.
  private static func parts(of name: String, _ templates: [TemplateTags]) -> Set<String> {
    var (found, waiting): (Set<String>, [String]) = ([], [name])
    while let next = waiting.popLast() {
      for case .file(let part) in templates.first(where: { $0.name == next })?.inclusions.map(\.included)
        ?? []
      where found.insert(part).inserted {
        waiting.append(part)
      }
    }
    return found
  }

  /// Every mention of a value that its template is not told.
  var strangers: [Diagnostic] {
    let words = Set(PageWords.Key.allCases.map(\.rawValue))
    return templates.flatMap { template -> [Diagnostic] in
      let values = (known[template.name] ?? []).union(words)
      return template.mentions.flatMap { variable in
        variable.names.filter { !values.contains($0) }.map { name in
          let mistake = TemplateMistake.unknownValue(name, of: template.name, known: values.sorted())
          return Diagnostic(mistake, at: variable.span)
        }
      }
    }
  }
}
