import Chapters

/// Several complaints about options, thrown as one.
public struct OptionMistakes: Error, CustomStringConvertible {
  /// The complaints, at least one.
  public let all: [OptionMistake]

  /// All of them.
  public var description: String { all.map(\.description).joined(separator: "\n") }

  /// - Throws: the mistakes, if there are any.
  public static func require(none mistakes: [OptionMistake]) throws {
    guard mistakes.isEmpty else { throw OptionMistakes(all: mistakes) }
  }

  /// Does several things and throws what all of them have thrown together, if that is nothing but mistakes at options.
  public static func together(_ parts: (() throws -> Void)...) throws {
    var mistakes: [OptionMistake] = []
    for part in parts {
      do { try part() } catch let one as OptionMistake { mistakes.append(one) } catch let several
        as OptionMistakes
      {
        mistakes += several.all
      }
    }
    try require(none: mistakes)
  }
}

/// A complaint about an option that only its file, another option or another block shows.
public struct OptionMistake: Error, CustomStringConvertible {
  /// The option at which it is reported.
  public let option: String
  /// What is wrong.
  public let mistake: any Complaint

  /// The option and what is wrong.
  public var description: String { "'\(option)': \(mistake.message)" }

  /// What is wrong at an option.
  public init(_ option: String, _ complaint: any Complaint) { (self.option, mistake) = (option, complaint) }

  /// A mistake at an option, named by its case alone.
  public init(_ option: String, _ mistake: Mistake) { (self.option, self.mistake) = (option, mistake) }

  /// A value outside what the other options leave.
  public static func outOfRange(_ option: String, expected: String, found: String) -> OptionMistake {
    OptionMistake(option, .outOfRange(key: option, expected: expected, found: found))
  }

  /// An option that another one leaves without an effect.
  public static func meaningless(_ option: String, because reason: String, remedy: String) -> OptionMistake {
    OptionMistake(option, .meaningless(key: option, because: reason, remedy: remedy))
  }
}
