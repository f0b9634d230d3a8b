import ArgumentParser
import Chapters

extension ValidationError {
  /// A name of some kind that is none of those known, with the nearest of them.
  init(no kind: String, _ name: String, _ kinds: String, known: [String]) {
    let near = Suggestion.nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
    let list = known.isEmpty ? "" : " (\(kinds): \(known.joined(separator: ", ")))"
    self.init("There is no \(kind) '\(name)'.\(near)\(list)")
  }
}
