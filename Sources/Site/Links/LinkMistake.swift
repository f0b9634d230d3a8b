import Chapters
import Files

/// What can be wrong with a file of the report's folder that a chapter links to.
enum LinkMistake: Complaint, Equatable {
  /// It is a link that leads nowhere, or cannot be reached.
  case unreadable(String, FileCause)
  /// A browser would run it as a page of the site.
  case page(String)
  /// It is a picture or another text in XML that a browser would run, or that would have it fetch something.
  case active(String, reason: String)
  /// It is a picture, and nothing says what is to be seen.
  case pictureWithoutText(String)

  var message: String {
    switch self {
    case .unreadable(let target, .deadLink(_, let place)):
      "the link's target '\(target)' is a link that leads nowhere, to '\(place)'"
    case .unreadable(let target, let cause): "the link's target '\(target)' cannot be read: \(cause)"
    case .page(let target): "the link's target '\(target)' is a page, which would run as one of the site's"
    case .pictureWithoutText(let target):
      "the picture '\(target)' has no text for those who cannot see it"
    case .active(let target, let reason): "the link's target '\(target)' is more than a picture: \(reason)"
    }
  }

  var help: String? {
    switch self {
    case .unreadable(_, let cause): cause.remedy ?? FileCause.denied.remedy
    case .page: "link to its address on the web, or put it into a .zip"
    case .pictureWithoutText(let target): "say what is to be seen: ![what it shows](\(target))"
    case .active: "save it as plain SVG without scripts, HTML and references to other files, or as PNG"
    }
  }
}
