/// Somebody who wrote a report or a chapter: a name, or a mapping with more about them.
public struct Author: SchemaValue {
  /// The name.
  public let name: String
  /// Where they work.
  public let affiliation: String?
  /// The identifier of ORCID, as in 0000-0002-1825-0097.
  public let orcid: String?

  /// What a message says was expected.
  public static let expectation = "a name, or lines 'name:', 'affiliation:', 'orcid:'"

  /// Reads a name or a mapping; throws a `Diagnostic` for anything else, an ORCID with a wrong digit among it.
  public static func read(_ yaml: YAML, key: String) throws -> Author {
    guard let entries = yaml.entries else {
      guard yaml.text != nil else { throw mismatch(yaml, key: key) }
      return Author(name: try String.read(yaml, key: key), affiliation: nil, orcid: nil)
    }
    let known = ["name", "affiliation", "orcid"]
    for (key, _) in entries where !known.contains(key.text ?? "") {
      throw Diagnostic(.unknownKey(key.text ?? "", known: known), at: key.span)
    }
    guard let name = entries["name"] else {
      throw Diagnostic(.missingKey("name", expected: String.expectation), at: yaml.span)
    }
    let orcid = try entries["orcid"].map { try Self.orcid($0) }
    return Author(
      name: try String.read(name, key: "name"),
      affiliation: try entries["affiliation"].map { try String.read($0, key: "affiliation") }, orcid: orcid)
  }

  /// Never part of a key.
  public var canonical: String { name }

  /// The last digit is a sum of the others (ISO 7064, mod 11-2).
  private static func orcid(_ yaml: YAML) throws -> String {
    let text = try String.read(yaml, key: "orcid")
    let id = text.split(separator: "/").last.map(String.init) ?? text
    let digits = id.filter { $0 != "-" }
    let sum = digits.dropLast().reduce(0) { ($0 + ($1.wholeNumberValue ?? 0)) * 2 % 11 }
    let check = (12 - sum) % 11
    guard id.wholeMatch(of: #/(\d{4}-){3}\d{3}[\dX]/#) != nil,
      digits.last == (check == 10 ? "X" : Character("\(check)"))
    else {
      let expected = "an ORCID such as 0000-0002-1825-0097, whose last digit is a sum of the others"
      throw Diagnostic(.outOfRange(key: "orcid", expected: expected, found: yaml.found), at: yaml.span)
    }
    return id
  }
}

/// A date as ISO 8601 has it: a year, a month or a day.
public struct PublicationDate: SchemaValue {
  /// 2026, 2026-11 or 2026-11-29.
  public let text: String

  /// What a message says was expected.
  public static let expectation = "a date such as 2026-11-29, 2026-11 or 2026"

  /// Reads a date; throws a `Diagnostic` for a day that no calendar has.
  public static func read(_ yaml: YAML, key: String) throws -> PublicationDate {
    guard let text = yaml.text, let found = text.wholeMatch(of: #/(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/#) else {
      throw mismatch(yaml, key: key)
    }
    let (year, month, day) = (Int(found.1) ?? 0, found.2.flatMap { Int($0) }, found.3.flatMap { Int($0) })
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1...12 ~= month ?? 1, 1...days[(month ?? 1) - 1] ~= day ?? 1 else {
      throw Diagnostic(.outOfRange(key: key, expected: expectation, found: yaml.found), at: yaml.span)
    }
    return PublicationDate(text: text)
  }

  /// Never part of a key.
  public var canonical: String { text }
}

/// What a report or a chapter says of itself as a publication.
public struct PublicationMetadata: Sendable {
  /// When it was written.
  public var date: PublicationDate?
  /// Who wrote it.
  public var authors: [Author] = []
  /// What others may do with it.
  public var licence: AuthorText?
  /// What it is about, in a paragraph.
  public var abstract: AuthorText?
  /// Words by which it may be found.
  public var keywords: [String] = []

  /// The texts that pages show.
  var texts: [AuthorText] { [licence, abstract].compactMap(\.self) }

  /// The keys and their meaning.
  static var fields: [Field<PublicationMetadata>] {
    [
      .option("date", \.date, "when it was written"),
      .option("authors", \.authors, "who wrote it: names, or mappings with name, affiliation and orcid"),
      .option("licence", \.licence, "what others may do with it, such as '[CC BY 4.0](https://...)'"),
      .option("abstract", \.abstract, "what it is about, in a paragraph"),
      .option("keywords", \.keywords, "words by which it may be found"),
    ]
  }
}
