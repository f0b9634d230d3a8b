import Chapters
import Files
import Foundation

/// `report/report.lock`: what every block's result is in every profile that was locked, one line a fact, sorted by profile,
/// block and subject, so that two versions of it merge line by line.
public struct ReportLock: Sendable {
  /// The file, relative to the project.
  public static let path = LockFile.path
  /// The longest that is read: 64 MB.
  private static let longest = 1 << 26

  private struct Entry: Sendable {
    let value: String
    let line: Int
  }

  private let file: SourceFile
  private var entries: [LockPlace: Entry] = [:]
  /// By profile and block, to look a block up.
  private var blocks: [String: [String: [String: String]]] = [:]
  /// Places with two values.
  private var ambiguous: Set<LockPlace> = []
  /// Lines that no build has written.
  public private(set) var findings: [LockFinding] = []

  /// The lock of a project; nil where there is none.
  ///
  /// - Throws: `FileError<FileFault>` for one that cannot be read.
  public init?(of project: ProjectFolder) throws(FileError<FileFault>) {
    let url = Self.place(in: project)
    guard FileKind(atPath: url.path) != nil else { return nil }
    try self.init(at: url)
  }

  /// The lock in a file, which messages call by its path, or `path` where that is not given.
  ///
  /// - Throws: `FileError<FileFault>` for one that cannot be read.
  public init(at url: URL, path: String = path) throws(FileError<FileFault>) {
    let data = try RegularFile.content(of: url, limit: Self.longest)
    guard let text = String(validating: data, as: UTF8.self) else {
      self.init("", path: path)
      findings = [LockFinding(complaint: .noText, span: nil)]
      return
    }
    self.init(text.utf8.contains(13) ? text.replacing("\r\n", with: "\n") : text, path: path)
  }

  /// A lock of some lines; of none, that of a report that was never locked.
  public init(_ text: String, path: String = path) {
    file = SourceFile(path: path, text: text)
    for (index, line) in file.lines.enumerated() where !line.isEmpty {
      do throws(LockComplaint) { try add(LockLine(line), at: index + 1) } catch {
        findings.append(finding(error, line: index + 1))
      }
    }
  }

  /// What is wrong where there is no lock.
  public var missing: LockFinding { LockFinding(complaint: .noLock, span: nil) }

  static func place(in project: ProjectFolder) -> URL { project.root.appending(path: path) }

  private mutating func add(_ line: LockLine, at number: Int) throws(LockComplaint) {
    let place = line.place
    if let known = entries[place] {
      guard known.value != line.value else { return }  // both sides of a merge say it
      ambiguous.insert(place)
      throw .repeated(place, firstLine: known.line)
    }
    entries[place] = Entry(value: line.value, line: number)
    blocks[place.profile, default: [:]][place.block, default: [:]][place.subject] = line.value
  }

  /// The profiles that it speaks of, sorted.
  public var profiles: [String] { blocks.keys.sorted() }

  /// The blocks that it speaks of in a profile, sorted.
  public func blocks(in profile: String) -> [String] { (blocks[profile] ?? [:]).keys.sorted() }

  /// The SHA-256 of its lines of a profile, sorted.
  public func sum(of profile: String) -> String {
    let lines = entries.filter { $0.key.profile == profile }.sorted { $0.key < $1.key }
      .map { "\($0.profile) \($0.block) \($0.subject) \($1.value)\n" }
    return FileHash.sha256(of: Data(lines.joined().utf8))
  }

  /// What it says of a block in a profile; nil if nothing.
  public func facts(of block: String, profile: String) -> BlockFacts? {
    blocks[profile]?[block].map(BlockFacts.init(values:))
  }

  /// A complaint at the line of a place, or at the whole file.
  func finding(_ complaint: LockComplaint, at place: LockPlace? = nil) -> LockFinding {
    guard let line = place.flatMap({ entries[$0]?.line }) else {
      return LockFinding(complaint: complaint, span: nil)
    }
    return finding(complaint, line: line)
  }

  private func finding(_ complaint: LockComplaint, line: Int) -> LockFinding {
    let length = file.line(line)?.unicodeScalars.count ?? 1
    let span = SourceSpan(file, at: SourcePosition(line: line, column: 1), length: length)
    return LockFinding(complaint: complaint, span: span)
  }
}

extension ReportLock {
  /// The lines of a lock in which some blocks of a profile have these facts.
  ///
  /// What it says of other profiles and of blocks without a result stays, unless it speaks with two tongues or of what the
  /// report no longer has.
  ///
  /// - Parameters:
  ///   - blocks: all blocks of the report.
  ///   - profiles: all its profiles.
  public func text(
    with facts: [String: BlockFacts], profile: String, blocks: Set<String>, profiles: [String]
  ) -> String {
    var lines = entries.mapValues(\.value).filter { place, _ in
      profiles.contains(place.profile) && blocks.contains(place.block) && !ambiguous.contains(place)
        && !(place.profile == profile && facts[place.block] != nil)
    }
    for (block, facts) in facts {
      for (subject, value) in facts.values {
        lines[LockPlace(profile: profile, block: block, subject: subject)] = value
      }
    }
    return lines.sorted { $0.key < $1.key }
      .map { "\($0.profile) \($0.block) \($0.subject) \($1)\n" }.joined()
  }

  /// Writes a project's lock, unless it has these lines already.
  ///
  /// - Returns: whether it was written.
  /// - Throws: `FileError<FileFault>`.
  public static func write(_ text: String, to project: ProjectFolder) throws(FileError<FileFault>) -> Bool {
    let place = place(in: project)
    if (try? RegularFile.content(of: place, limit: longest)) == Data(text.utf8) { return false }
    try AtomicFile.write(Data(text.utf8), to: place)
    return true
  }
}
