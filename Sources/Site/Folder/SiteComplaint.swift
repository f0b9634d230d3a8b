import Chapters

/// What is wrong with the folder of a site.
enum SiteComplaint: Complaint {
  /// Files that the build would replace, and that no build wrote as they are.
  case changed([String])

  var kind: ComplaintKind { .mistake }

  var message: String {
    switch self {
    case .changed(let paths):
      let shown = paths.prefix(5).joined(separator: ", ")
      let rest = paths.count > 5 ? " and \(paths.count - 5) more" : ""
      return "\(shown)\(rest): changed by hand, or not written by a build; the site is as it was"
    }
  }

  var help: String? {
    "change the chapter or the template instead, or replace what is there: report build --force"
  }
}
