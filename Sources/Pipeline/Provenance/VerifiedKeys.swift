import Files
import Foundation

/// What came of the last verification of each result, by key: `.report/verified.json`. `--update-lock` publishes it.
public struct VerifiedKeys: Sendable {
  /// The longest that is read: 16 MB.
  private static let longest = 1 << 24

  private let place: URL
  private var verdicts: [String: PublishedBlock.Verification]

  /// What a project keeps; nothing where that cannot be read.
  public init(of project: ProjectFolder) {
    place = project.state.appending(path: "verified.json")
    let data =
      FileKind(atPath: place.path) == .file ? try? RegularFile.content(of: place, limit: Self.longest) : nil
    verdicts =
      data.flatMap { try? JSONDecoder().decode([String: PublishedBlock.Verification].self, from: $0) } ?? [:]
  }

  /// What came of a result's last verification.
  subscript(key: String) -> PublishedBlock.Verification? { verdicts[key] }

  /// Notes a verdict; where another environment or nothing to compare with left it open, there is none.
  ///
  /// - Parameter date: the day.
  public mutating func add(_ verdict: Verdict, key: String, date: String) {
    guard [.identical, .withinTolerance, .different].contains(verdict) else { return }
    verdicts[key] = .init(verdict: verdict, date: date)
  }

  /// Writes them down.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func write() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try AtomicFile.write(encoder.encode(verdicts), to: place)
  }
}
