import Chapters
import Figures
import Pipeline

/// A number that an author writes, or one that another block measured: 0.25 or "{{id.name}}".
package enum MeasuredNumber: SchemaValue, Equatable {
  case number(Double)
  case value(block: String, name: String)

  package static let expectation = "a number or a value {{id.name}}"

  package static func read(_ yaml: YAML, key: String) throws -> MeasuredNumber {
    if let text = yaml.text, let (block, name) = AuthorText.value(text) {
      return .value(block: block, name: name)
    }
    return .number(try Double.read(yaml, key: key))
  }

  package var canonical: String {
    switch self {
    case .number(let number): number.canonical
    case .value(let block, let name): "{{\(block).\(name)}}"
    }
  }

  /// The number that the author wrote; nil for a value of a block.
  package var written: Double? { if case .number(let number) = self { number } else { nil } }

  /// What of a block it reads; nothing for a written number.
  package func inputs(_ option: String) -> [BlockInput] {
    guard case .value(let block, let name) = self else { return [] }
    return [BlockInput(option: option, id: block, value: name)]
  }

  /// The number; nil for a value that is not known yet.
  ///
  /// - Parameters:
  ///   - isAboveZero: whether it has to be, as on a logarithmic axis.
  ///   - measured: the value of a block, if it is known.
  /// - Throws: an `OptionMistake` for a value in words, and for one that is not above 0 where it has to be.
  package func number(
    _ option: String, isAboveZero: Bool, _ measured: (_ block: String, _ name: String) throws -> NamedValue?
  ) throws -> Double? {
    var found = written
    if case .value(let block, let name) = self, let value = try measured(block, name) {
      guard let number = value.number else {
        throw OptionMistake(option, SharedComplaint.valueInWords(canonical, value.text))
      }
      found = number
    }
    if let found, let mistake = Self.mistakes(option, found, isAboveZero: isAboveZero).first { throw mistake }
    return found
  }

  /// What is wrong with a number that has to be above 0.
  package static func mistakes(_ option: String, _ number: Double?, isAboveZero: Bool) -> [OptionMistake] {
    guard let number, isAboveZero, number <= 0 else { return [] }
    let plain = NumberText.prose.plain(number)
    return [.outOfRange(option, expected: "above 0 on a logarithmic axis", found: plain)]
  }
}

extension AuthorText {
  /// The one value that a text is, such as {{id.name}}.
  package static func value(_ text: String) -> (block: String, name: String)? {
    let marks = AuthorText(text).marked.marks
    guard marks.count == 1, marks[0].source == text, case .value(let block, let name) = marks[0].mark else {
      return nil
    }
    return (block, name)
  }
}
