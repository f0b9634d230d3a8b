import Mustache

/// What a template is told, by name.
///
/// Mustache would take a dictionary as well; but it asks every value for several protocols, and a generic type with
/// conditions takes long to answer.
struct TemplateValues: MustacheParent, MustacheTransformable, ExpressibleByDictionaryLiteral {
  /// One object, since Mustache copies what it is told at every tag.
  private final class Storage {
    let values: [String: Any]
    /// What there is not.
    let absent: [String]
    /// What takes long to say and few templates ask for.
    let lazy: [String: () -> Any]

    init(_ values: [String: Any], absent: [String] = [], lazy: [String: () -> Any] = [:]) {
      (self.values, self.absent, self.lazy) = (values, absent, lazy)
    }
  }

  /// What Mustache is told of a name that has no value, so that it does not ask whatever is around these values.
  private struct Absence: MustacheCustomRepresentation {
    var representation: Any? { nil }
  }

  private let storage: Storage

  /// Nothing is told of a value that is nil.
  init(dictionaryLiteral elements: (String, Any?)...) {
    var (values, absent): ([String: Any], [String]) = ([:], [])
    values.reserveCapacity(elements.count)
    for (name, value) in elements {
      if let value { values[name] = value } else { absent.append(name) }
    }
    storage = Storage(values, absent: absent)
  }

  /// Values by name.
  init(_ elements: [(String, Any)]) { storage = Storage(Dictionary(elements) { first, _ in first }) }

  private init(_ storage: Storage) { self.storage = storage }

  /// These values and others; of two with one name, the other one's.
  func merging(_ others: TemplateValues) -> TemplateValues {
    TemplateValues(
      Storage(
        storage.values.merging(others.storage.values) { _, other in other },
        absent: storage.absent + others.storage.absent,
        lazy: storage.lazy.merging(others.storage.lazy) { _, other in other }))
  }

  /// These values and one that is made when it is asked for.
  func adding(_ name: String, _ value: @escaping () -> Any) -> TemplateValues {
    let lazy = storage.lazy.merging([name: value]) { _, new in new }
    return TemplateValues(Storage(storage.values, absent: storage.absent, lazy: lazy))
  }

  func child(named name: String) -> Any? {
    if let value = storage.values[name] ?? storage.lazy[name]?() { return value }
    return storage.absent.contains(name) ? Absence() : nil
  }

  func transform(_ name: String) -> Any? { storage.values.transform(name) }
}
