import Mustache

/// What a template is told, by name.
///
/// Mustache would take a dictionary as well; but it asks every value for several protocols, and a generic type with
/// conditions takes long to answer.
struct TemplateValues: MustacheParent, MustacheTransformable, ExpressibleByDictionaryLiteral {
  private var values: [String: Any]
  /// What takes long to say and few templates ask for.
  private var lazy: [String: () -> Any] = [:]

  /// Nothing is told of a value that is nil.
  init(dictionaryLiteral elements: (String, Any?)...) {
    values = Dictionary(uniqueKeysWithValues: elements.compactMap { name, value in value.map { (name, $0) } })
  }

  /// Values by name.
  init(_ elements: [(String, Any)]) { values = Dictionary(elements) { first, _ in first } }

  /// These values and others; of two with one name, the other one's.
  func merging(_ others: TemplateValues) -> TemplateValues {
    var all = self
    all.values.merge(others.values) { _, other in other }
    all.lazy.merge(others.lazy) { _, other in other }
    return all
  }

  /// These values and one that is made when it is asked for.
  func adding(_ name: String, _ value: @escaping () -> Any) -> TemplateValues {
    var all = self
    all.lazy[name] = value
    return all
  }

  func child(named name: String) -> Any? { values[name] ?? lazy[name]?() }

  func transform(_ name: String) -> Any? { values.transform(name) }
}
