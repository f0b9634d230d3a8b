import Chapters
import Files
import Foundation

/// `report/certificate.json`: which locked results were run again, all of a profile at once, and were the same. It lies outside
/// what it certifies, beside a text for readers.
public struct ReportCertificate: Codable, Equatable, Sendable {
  /// The file, relative to the project.
  public static let path = "report/certificate.json"
  /// The text for readers.
  public static let textPath = "report/certificate.txt"
  /// The longest that is read: 16 MB.
  private static let longest = 1 << 24

  /// The profile.
  public let profile: String
  /// The SHA-256 of the lock's lines of the profile.
  public let lock: String
  /// Where and when they were run.
  public let made: PublishedBlock.Circumstances
  /// What came of each block.
  public let verdicts: [String: Verdict]

  /// - Parameter lock: the lock whose results were run again.
  public init(
    profile: String, lock: ReportLock, made: PublishedBlock.Circumstances, verdicts: [String: Verdict]
  ) {
    (self.profile, self.lock, self.made) = (profile, lock.sum(of: profile), made)
    self.verdicts = verdicts
  }

  /// The certificates of a project, by profile; none where there is no file of them.
  ///
  /// - Throws: `FileError<FileFault>`, or a complaint about a file that no verification has written.
  public static func all(of project: ProjectFolder) throws -> [ReportCertificate] {
    let place = project.root.appending(path: path)
    guard FileKind(atPath: place.path) != nil else { return [] }
    let data = try RegularFile.content(of: place, limit: longest)
    guard let all = try? JSONDecoder().decode([ReportCertificate].self, from: data) else {
      throw Diagnostic(LockComplaint.damagedCertificate, path: path)
    }
    return all
  }

  /// What keeps a project's certificate from being that of a lock's results of a profile; nil where it is, or where there is
  /// none.
  public static func disagreement(
    in project: ProjectFolder, with lock: ReportLock, profile: String
  ) -> LockComplaint? {
    guard let all = try? all(of: project) else { return .damagedCertificate }
    guard let own = all.first(where: { $0.profile == profile }), own.lock != lock.sum(of: profile) else {
      return nil
    }
    return .otherCertificate(profile: profile)
  }

  /// Takes its place among a project's certificates.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func write(to project: ProjectFolder) throws {
    let others = ((try? Self.all(of: project)) ?? []).filter { $0.profile != profile }
    let all = (others + [self]).sorted { $0.profile < $1.profile }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(all) + Data("\n".utf8), to: project.root.appending(path: Self.path))
    let text = all.map(\.text).joined(separator: "\n")
    try AtomicFile.write(Data(text.utf8), to: project.root.appending(path: Self.textPath))
  }

  /// For readers.
  public var text: String {
    let counts = Dictionary(grouping: verdicts.values, by: \.rawValue).sorted { $0.key < $1.key }
      .map { "\($1.count) \($0)" }.joined(separator: ", ")
    let commit = made.commit.map { "\($0)\(made.isClean == false ? ", with changes" : "")" }
    let head: [(String, String?)] = [
      ("profile", profile), ("outcome", "\(verdicts.count.counted("block")) run again: \(counts)"),
      ("lock", "SHA-256 of its lines of this profile \(lock)"), ("sources", commit),
      ("program", "report \(made.program)"), ("machine", made.machine), ("date", made.date),
    ]
    let lines = head.compactMap { name, value in
      value.map { name.padding(toLength: 10, withPad: " ", startingAt: 0) + $0 }
    }
    let blocks = verdicts.sorted { $0.key < $1.key }.map { "\($0)  \($1.rawValue)" }
    return (["Certificate of reproduction", ""] + lines + [""] + blocks).joined(separator: "\n") + "\n"
  }
}
