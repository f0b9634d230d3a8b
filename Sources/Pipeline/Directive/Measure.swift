import Chapters

/// A value that a directive measures, said once: its name, its meaning, when a block has it, and how it is taken from what
/// a run found out. What prose may ask for, the reference page and the result all come from here.
public struct Measure<Options: Directive, Findings>: Sendable {
  /// When a block has a value.
  public struct Condition: Sendable {
    let words: String
    let holds: @Sendable (Options) -> Bool

    /// A condition in the reference page's words ("with 'validation'"), and on the options.
    public static func when(_ words: String, _ holds: @escaping @Sendable (Options) -> Bool) -> Condition {
      Condition(words: words, holds: holds)
    }
  }

  let descriptions: [MeasureDescription]
  let names: @Sendable (Options) -> [String]
  let values: @Sendable (Options, Findings) -> [NamedValue]

  /// A value of every block, or of those that meet a condition.
  ///
  /// - Parameter take: the value of what was found; a block that has none where its options promise one fails.
  public static func value(
    _ name: String, _ meaning: String, _ condition: Condition? = nil,
    _ take: @escaping @Sendable (Findings) -> Measured?
  ) -> Measure {
    Measure(
      descriptions: [
        MeasureDescription(name: name, meaning: meaning + (condition.map { "; only \($0.words)" } ?? ""))
      ],
      names: { condition?.holds($0) ?? true ? [name] : [] },
      values: { options, findings in
        guard condition?.holds(options) ?? true, let value = take(findings) else { return [] }
        return [NamedValue(name, value)]
      })
  }

  /// The values of each of several rows, whose names have the row's mark in place of the placeholder, or end in '-' and
  /// the mark.
  ///
  /// - Parameters:
  ///   - placeholder: what stands for the mark in the reference page, such as "ROW".
  ///   - marks: the rows' marks.
  ///   - rows: what was found for each row, in the order of the marks.
  public static func each<Row>(
    _ placeholder: String, _ marks: @escaping @Sendable (Options) -> [String],
    of rows: @escaping @Sendable (Findings) -> [Row], _ measures: [Measure<Options, Row>]
  ) -> Measure {
    Measure(
      descriptions: measures.flatMap(\.descriptions).map {
        MeasureDescription(name: $0.name.marked(placeholder, at: placeholder), meaning: $0.meaning)
      },
      names: { options in
        let names = measures.flatMap { $0.names(options) }
        return marks(options).flatMap { mark in names.map { $0.marked(mark, at: placeholder) } }
      },
      values: { options, findings in
        zip(marks(options), rows(findings)).flatMap { mark, row in
          measures.flatMap { $0.values(options, row) }.map {
            $0.renamed($0.name.marked(mark, at: placeholder))
          }
        }
      })
  }

  /// The same value of findings that hold these.
  public func lifted<Whole>(
    _ part: @escaping @Sendable (Whole) -> Findings
  ) -> Measure<Options, Whole> {
    Measure<Options, Whole>(
      descriptions: descriptions, names: names,
      values: { values($0, part($1)) })
  }
}

extension String {
  /// A measure's name with a mark between hyphens where the placeholder is, or behind all of it.
  fileprivate func marked(_ mark: String, at placeholder: String) -> String {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    guard parts.contains(Substring(placeholder)) else { return "\(self)-\(mark)" }
    return parts.map { $0 == placeholder ? mark : String($0) }.joined(separator: "-")
  }
}

/// A measure's line of the reference page.
public struct MeasureDescription: Encodable, Sendable {
  /// The name, as in `{{id.name}}`; that of a row ends in a placeholder for its mark.
  public let name: String
  /// What the value is.
  public let meaning: String
}

/// A block gave other values than its directive says: a fault of the program, which keeps the result from being stored.
public struct MeasureMismatch: Complaint, Equatable {
  let declared: [String]
  let given: [String]

  /// The machine's fault as far as the author is concerned.
  public var kind: ComplaintKind { .environment }
  /// None: it is the program that must be mended.
  public var help: String? { nil }

  /// Which values are missing or too many.
  public var message: String {
    let missing = declared.filter { !given.contains($0) }
    let surplus = given.filter { !declared.contains($0) }
    return "the block measured other values than its directive declares; missing: "
      + "\(missing.joined(separator: ", ")); too many: \(surplus.joined(separator: ", "))"
  }
}

extension Directive {
  /// The names of the values that a block of these options measures.
  package var measuredNames: [String] { Self.measures.flatMap { $0.names(self) } }

  /// The measured values of what a run found out.
  ///
  /// - Throws: `MeasureMismatch` unless they are just those that the directive declares.
  package func values(of findings: Findings) throws(MeasureMismatch) -> [NamedValue] {
    let values = Self.measures.flatMap { $0.values(self, findings) }
    let (declared, given) = (measuredNames, values.map(\.name))
    guard declared == given else { throw MeasureMismatch(declared: declared, given: given) }
    return values
  }
}
