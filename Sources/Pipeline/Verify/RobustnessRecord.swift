import Files
import Foundation

/// `report/robustness.json`: how far results by another arithmetic are from the stored ones, a line for each block, sorted
/// by profile and block. A block whose key is there need not run again.
public struct RobustnessRecord: Sendable {
  /// The file, relative to the project.
  public static let path = "report/robustness.json"
  /// The longest that is read: 16 MB.
  private static let longest = 1 << 24

  /// What was measured of a block.
  public struct Entry: Codable, Equatable, Sendable {
    /// The profile.
    public let profile: String
    /// The block's id.
    public let block: String
    /// The key of its result.
    public let key: String
    /// The other arithmetic.
    public let numerics: String
    /// Whether the blocks that it reads were made by that, too.
    public let upstream: Bool
    /// What the library says of itself.
    public let library: String
    /// How far the results are apart.
    public let measures: Robustness

    /// What was measured of a block of a plan.
    public init(
      _ step: Step, profile: String, numerics: String, upstream: Bool, library: String, _ measures: Robustness
    ) {
      (self.profile, block, key) = (profile, step.id, step.key)
      (self.numerics, self.upstream, self.library) = (numerics, upstream, library)
      self.measures = measures
    }

    fileprivate var place: [String] { [profile, block, numerics, upstream ? "upstream" : ""] }
  }

  /// In the order of the lines.
  public private(set) var entries: [Entry]

  /// The record of a project; an empty one where there is none, or it is none.
  public init(of project: ProjectFolder) {
    let place = project.root.appending(path: Self.path)
    let data =
      FileKind(atPath: place.path) == .file ? try? RegularFile.content(of: place, limit: Self.longest) : nil
    entries = data.flatMap { try? JSONDecoder().decode([Entry].self, from: $0) } ?? []
  }

  /// What was measured of a block whose result had this key.
  public func entry(
    of block: String, profile: String, key: String, numerics: String, upstream: Bool
  ) -> Entry? {
    entries.first {
      ($0.block, $0.profile, $0.key) == (block, profile, key)
        && ($0.numerics, $0.upstream) == (numerics, upstream)
    }
  }

  /// Takes a block's measures in, in the place of older ones.
  public mutating func add(_ entry: Entry) {
    entries.removeAll { $0.place == entry.place }
    entries.append(entry)
    entries.sort { $0.place.lexicographicallyPrecedes($1.place) }
  }

  /// Drops what the report no longer has.
  public mutating func keep(blocks: Set<String>, profiles: [String]) {
    entries.removeAll { !blocks.contains($0.block) || !profiles.contains($0.profile) }
  }

  /// Writes a project's record.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func write(to project: ProjectFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try entries.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    let text = lines.isEmpty ? "[]\n" : "[\n\(lines.joined(separator: ",\n"))\n]\n"
    try AtomicFile.write(Data(text.utf8), to: project.root.appending(path: Self.path))
  }
}
