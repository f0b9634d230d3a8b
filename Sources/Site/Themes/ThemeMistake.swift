import Chapters
import Files
import Foundation

/// What can be wrong with a theme or with the report's own style sheets, beside its templates.
enum ThemeMistake: Complaint, Equatable {
  /// The folder that `report.yml` names is none.
  case noFolder(String, FileCause?)
  /// No template and no style sheet is called so.
  case stranger(String, known: [String])
  case linkOut
  case linkedFolder
  /// A file that the program itself writes into the site.
  case taken(String)
  /// A browser would run it as a page of the site.
  case page
  /// A picture that a browser would run, or that would have it fetch something.
  case active(String)
  case unreadable(FileCause)
  case tooLarge(bytes: Int, limit: Int)
  /// A style sheet or a template has a browser fetch something from elsewhere.
  case fetches(String)
  case imports
  case missing(String, known: [String])

  /// What makes a file one that the site should not have; nil if nothing does.
  init?(asset path: String, _ url: URL) {
    do { _ = try RegularFile.start(of: url, count: 1) } catch {
      self = .unreadable(error.reason.cause)
      return
    }
    switch LinkedFile(target: path, url: url).mistake {
    case .unreadable(_, let cause): self = .unreadable(cause)
    case .page: self = .page
    case .active(_, let reason): self = .active(reason)
    case .pictureWithoutText, nil:
      guard ThemeFiles.isTaken(path) else { return nil }
      self = .taken(path)
    }
  }

  var kind: ComplaintKind { if case .stranger = self { .warning } else { .mistake } }

  var message: String {
    switch self {
    case .noFolder(let name, let cause):
      "there is no theme '\(name)': \(cause.map { "\($0)" } ?? "it is no folder")"
    case .stranger(let name, _): "no template or style sheet is called '\(name)'; nothing reads it"
    case .linkOut: "the link leads out of the theme's folder"
    case .linkedFolder: "the folder is a link; a theme has its files in folders of its own"
    case .taken(let path): "the site has an 'assets/\(path)' of its own"
    case .page: "it is a page, which would run as one of the site's"
    case .active(let reason): "it is more than a picture: \(reason)"
    case .unreadable(let cause): "it cannot be read: \(cause)"
    case .tooLarge(let bytes, let limit):
      "the style sheet has \((bytes + 999) / 1000) kB, more than the \(limit / 1000) kB that one may have"
    case .fetches(let address): "pages fetch nothing from elsewhere, and this would fetch '\(address)'"
    case .imports: "a style sheet imports no other one"
    case .missing(let path, _): "there is no file '\(path)' beside the style sheet"
    }
  }

  var help: String? {
    switch self {
    case .noFolder: "name a folder from where report.yml lies, or start one: report templates --theme NAME"
    case .stranger(let name, let known):
      (Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? "")
        + "(files of a theme: \(known.joined(separator: ", ")); what pages load belongs into assets/)"
    case .linkOut, .linkedFolder: "put what it leads to in its place"
    case .taken: "give the file another name"
    case .page: "link to its address on the web instead"
    case .active: "save it as plain SVG without scripts, HTML and references to other files, or as PNG"
    case .unreadable(let cause): cause.remedy ?? FileCause.denied.remedy
    case .tooLarge: "leave out what no page needs, and put pictures and fonts into assets/ as files"
    case .fetches: "put the file into the theme's assets/ and refer to it there"
    case .imports: "put its rules into this file"
    case .missing(let path, let known)
    where path.hasPrefix("assets/") && known.contains(String(path.dropFirst(7))):
      "did you mean '\(path.dropFirst(7))'? in the site the style sheet lies in assets/, too"
    case .missing(let path, let known):
      Suggestion.nearest(to: path, among: known).map { "did you mean '\($0)'?" }
        ?? "put it into the theme's assets/, beside which the style sheet lies in the site"
    }
  }
}
