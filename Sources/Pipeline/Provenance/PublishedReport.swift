import Files
import Foundation

/// `report/published.json`: how the results that the lock speaks of were made, one line a block, sorted by profile and
/// block. Only `report build --update-lock` writes it, so that pages which quote it are the same wherever they are built.
public struct PublishedReport: Sendable {
  /// The file, relative to the project.
  public static let path = "report/published.json"
  /// The longest that is read: 16 MB.
  private static let longest = 1 << 24

  private struct Place: Hashable, Comparable {
    let profile, block: String

    static func < (a: Self, b: Self) -> Bool { (a.profile, a.block) < (b.profile, b.block) }
  }

  private var blocks: [Place: PublishedBlock] = [:]

  /// The file of a project; nothing where there is none, or it is none.
  public init(of project: ProjectFolder) {
    let place = project.root.appending(path: Self.path)
    guard FileKind(atPath: place.path) == .file,
      let data = try? RegularFile.content(of: place, limit: Self.longest),
      let all = try? JSONDecoder().decode([PublishedBlock].self, from: data)
    else { return }
    for block in all { blocks[Place(profile: block.profile, block: block.block)] = block }
  }

  /// Whether nothing was ever published.
  public var isEmpty: Bool { blocks.isEmpty }

  /// The results of a profile, by block.
  public func blocks(of profile: String) -> [PublishedBlock] {
    blocks.sorted { $0.key < $1.key }.filter { $0.key.profile == profile }.map(\.value)
  }

  /// How a block's result of this key was made; nil where that was not published.
  public func block(_ id: String, profile: String, key: String) -> PublishedBlock? {
    blocks[Place(profile: profile, block: id)].flatMap { $0.key == key ? $0 : nil }
  }

  /// Takes in the results of a profile. What was published before stays as it was, unless it
  /// was made again and more was measured then; what was found out since is added.
  ///
  /// - Parameters:
  ///   - results: the results by block.
  ///   - ids: all blocks of the report.
  ///   - profiles: all its profiles.
  public mutating func update(
    _ plan: Plan, _ results: [String: StoredResult], profile: String, _ now: PublishedBlock.Circumstances,
    verified: VerifiedKeys, measured: RobustnessRecord, ids: Set<String>, profiles: [String]
  ) {
    blocks = blocks.filter { ids.contains($0.key.block) && profiles.contains($0.key.profile) }
    for step in plan.certified {
      guard let result = results[step.id] else { continue }
      var block = PublishedBlock(step, result, profile: profile, now)
      if let known = self.block(step.id, profile: profile, key: step.key) { block.take(from: known) }
      if let new = verified[step.key] { block.verified = new }
      let measures = measured.entries.filter {
        ($0.profile, $0.block, $0.key) == (profile, step.id, step.key) && !$0.upstream
      }
      if let last = measures.last { block.measured = [last.numerics: last.measures] }
      blocks[Place(profile: profile, block: step.id)] = block
    }
  }

  /// Writes a project's file, unless it has these lines already.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func write(to project: ProjectFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try blocks.sorted { $0.key < $1.key }.map {
      String(decoding: try encoder.encode($0.value), as: UTF8.self)
    }
    let data = Data("[\n\(lines.joined(separator: ",\n"))\n]\n".utf8)
    let place = project.root.appending(path: Self.path)
    if (try? RegularFile.content(of: place, limit: Self.longest)) == data { return }
    try AtomicFile.write(data, to: place)
  }
}
