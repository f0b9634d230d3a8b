import Mustache

/// What a template is told, by name.
///
/// Mustache would take a dictionary as well, but looks for what a generic type can do each time it meets one.
struct TemplateValues: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: Any]

  init(dictionaryLiteral elements: (String, Any)...) {
    values = Dictionary(uniqueKeysWithValues: elements)
  }

  /// A value; nothing is told of one that is nil.
  subscript(name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? { values[name] }
}
