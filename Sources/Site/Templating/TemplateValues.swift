import Mustache

/// What a template is told, by name.
///
/// Mustache would take a dictionary as well; but it asks every value for several protocols, and a generic type with
/// conditions takes long to answer.
struct TemplateValues: MustacheParent, MustacheTransformable, ExpressibleByDictionaryLiteral {
  /// One object, since Mustache copies what it is told at every tag.
  private final class Storage {
    let values: [String: Any]
    /// What takes long to say and few templates ask for.
    let lazy: [String: () -> Any]

    init(_ values: [String: Any], lazy: [String: () -> Any] = [:]) {
      (self.values, self.lazy) = (values, lazy)
    }
  }

  private let storage: Storage

  /// Nothing is told of a value that is nil.
  init(dictionaryLiteral elements: (String, Any?)...) {
    var values: [String: Any] = [:]
    values.reserveCapacity(elements.count)
    for case (let name, let value?) in elements { values[name] = value }
    storage = Storage(values)
  }

  /// Values by name.
  init(_ elements: [(String, Any)]) { storage = Storage(Dictionary(elements) { first, _ in first }) }

  private init(_ storage: Storage) { self.storage = storage }

  /// These values and others; of two with one name, the other one's.
  func merging(_ others: TemplateValues) -> TemplateValues {
    TemplateValues(
      Storage(
        storage.values.merging(others.storage.values) { _, other in other },
        lazy: storage.lazy.merging(others.storage.lazy) { _, other in other }))
  }

  /// These values and one that is made when it is asked for.
  func adding(_ name: String, _ value: @escaping () -> Any) -> TemplateValues {
    TemplateValues(Storage(storage.values, lazy: storage.lazy.merging([name: value]) { _, new in new }))
  }

  func child(named name: String) -> Any? { storage.values[name] ?? storage.lazy[name]?() }

  func transform(_ name: String) -> Any? { storage.values.transform(name) }
}
