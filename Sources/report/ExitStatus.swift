import Chapters

/// What the program's exit status says.
enum ExitStatus: Int32, Error {
  case fine = 0
  case mistake = 1
  case usage = 2
  case environment = 3
  case interrupted = 130

  /// What diagnostics call for; nil if there are none but warnings.
  init?(_ diagnostics: [Diagnostic]) {
    if diagnostics.contains(where: { $0.kind == .mistake }) {
      self = .mistake
    } else if diagnostics.contains(where: { $0.kind == .environment }) {
      self = .environment
    } else {
      return nil
    }
  }
}
