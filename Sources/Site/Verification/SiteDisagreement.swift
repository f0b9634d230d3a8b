import Chapters

/// Where a site is another one than the build wrote, or than a build would write now.
enum SiteDisagreement: Complaint {
  case noSite
  case noSums
  /// A file that the site should have.
  case missing
  /// A file that was changed since a build wrote it.
  case changed
  /// A picture that was compressed anew: other bytes, the same pixels.
  case compressedAnew
  /// A file as its sum says, and not as the build would write it: both are old, or somebody wrote both.
  case outdated
  /// A file of an earlier build that the report no longer has.
  case surplus

  /// What is wrong.
  var message: String {
    switch self {
    case .noSite: "there is no site"
    case .noSums: "it is missing or empty, so nothing says which files of the site a build wrote"
    case .missing: "it is missing"
    case .changed: "it is not what the build wrote"
    case .compressedAnew: "it has other bytes than the build wrote, and the same pixels"
    case .outdated: "it is not what the build would write now"
    case .surplus: "the report no longer has it"
    }
  }

  /// What to do about it.
  var help: String? {
    switch self {
    case .noSite, .missing, .outdated, .surplus: "write the site anew: report build"
    case .noSums: "write the site anew: report build --force"
    case .changed, .compressedAnew:
      "look at what was changed, then write it anew: report build --force"
    }
  }
}
