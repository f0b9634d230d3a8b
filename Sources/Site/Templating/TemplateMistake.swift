import Chapters
import Mustache

/// What can be wrong with a report's own page templates.
enum TemplateMistake: Complaint, Equatable {
  case invalid(String)
  case tooLarge(bytes: Int, limit: Int)
  case tooManyBraces(Int, limit: Int)
  case nestedTooDeep(limit: Int)
  case nestedInItself(String)
  case shortDelimiter
  case unknown(String, known: [String])
  /// A value that a template is not told.
  case unknownValue(String, of: String, known: [String])
  case nameNotWrittenOut(String)
  case circle([String])
  case includedTooDeep(limit: Int)
  case tooLargeWithInclusions(limit: Int)

  var message: String {
    switch self {
    case .invalid(let problem): "not a valid Mustache template: \(problem)"
    case .tooLarge(let bytes, let limit):
      "the template has \((bytes + 999) / 1000) kB, more than the \(limit / 1000) kB that a template may have"
    case .tooManyBraces(let count, let limit):
      "the template has \(count) opening braces, more than the \(limit) that one of its size may have"
    case .nestedTooDeep(let limit): "sections nested more than \(limit) levels deep"
    case .nestedInItself(let name): "a section of '\(name)' inside another one: their lengths would multiply"
    case .shortDelimiter: "a tag has to begin with at least two characters"
    case .unknown(let name, _): "there is no template '\(name)'"
    case .unknownValue(let name, let template, _): "\(template).mustache is told no '\(name)'"
    case .nameNotWrittenOut(let name): "'\(name)' takes a template's name from a value"
    case .circle(let names):
      "these templates include each other without end: \(names.joined(separator: " -> "))"
    case .includedTooDeep(let limit): "templates and blocks within each other more than \(limit) levels deep"
    case .tooLargeWithInclusions(let limit):
      "with everything that it includes, the template has more than \(limit / 1000) kB"
    }
  }

  var help: String? {
    switch self {
    case .invalid: "compare it with the built-in one"
    case .tooLarge, .tooManyBraces: "put styles into templates/style.css"
    case .nestedTooDeep: "close the sections, or move inner ones out"
    case .nestedInItself: "close the outer one first"
    case .shortDelimiter: "for example {{=<% %>=}}"
    case .unknown(let name, let known):
      (Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? "")
        + "(templates: \(known.joined(separator: ", ")))"
    case .unknownValue(let name, let template, let known):
      (Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? "")
        + "('report templates \(template)' writes what it is told)"
    case .nameNotWrittenOut: "write the name out, such as {{> opening}}"
    case .circle, .includedTooDeep, .tooLargeWithInclusions: "remove one of the inclusions"
    }
  }

  /// What Mustache's parser said, in words.
  init(_ error: any Error) {
    self =
      switch error as? MustacheTemplate.Error {
      case .sectionCloseNameIncorrect: .invalid("the tag closes another section than the one that is open")
      case .expectedSectionEnd: .invalid("a section is never closed")
      case .invalidSetDelimiter: .invalid("the delimiters read {{=<% %>=}}")
      case .textInsideInheritSection, .illegalTokenInsideInheritSection:
        .invalid("inside {{< name}} there may be only blocks {{$name}}")
      case .unfinishedName, .transformAppliedToInheritanceSection: .invalid("the tag has no readable name")
      case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: .invalid("the setting is not known")
      case nil: .invalid("a tag is never closed")
      }
  }
}
