import Mustache

/// What a template is told, by name.
///
/// Mustache would take a dictionary as well; but it asks every value for several protocols, and a generic type with
/// conditions takes long to answer.
struct TemplateValues: MustacheParent, MustacheTransformable, ExpressibleByDictionaryLiteral {
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

  func transform(_ name: String) -> Any? { values.transform(name) }
}
