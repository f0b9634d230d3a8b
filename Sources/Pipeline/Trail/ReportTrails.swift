import Chapters
import Files
import Foundation

/// `report/report.trails`: the trails of the results that the lock speaks of, for a clone without results. For every block
/// of a profile a line with its key, what a step is and the steps, and a line for each tensor with its hashes.
///
///     quick digits: KEY optimizer step 30,59,939 of 939
///     quick digits d1.1.weight 52be91aa02c1
public struct ReportTrails: Sendable {
  /// The file, relative to the project.
  public static let path = "report/report.trails"
  /// The longest that is read: 64 MB.
  private static let longest = 1 << 26

  private struct Place: Hashable, Comparable {
    let profile, block: String

    static func < (a: Self, b: Self) -> Bool { (a.profile, a.block) < (b.profile, b.block) }
  }

  private var trails: [Place: (key: String, trail: Trail)] = [:]

  /// The file of a project; lines that no build has written are passed over, since nothing but a hint hangs on them.
  public init(of project: ProjectFolder) {
    let place = project.root.appending(path: Self.path)
    guard FileKind(atPath: place.path) == .file,
      let data = try? RegularFile.content(of: place, limit: Self.longest)
    else { return }
    var last: Place?
    for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      if let (place, key, trail) = Self.heading(words) {
        trails[place] = (key, trail)
        last = place
      } else if words.count == 4, let place = last, (place.profile, place.block) == (words[0], words[1]) {
        trails[place]?.trail.traces.append(Trail.Trace(name: words[2], hashes: words[3]))
      }
    }
    trails = trails.filter { $0.value.trail.isSound && $0.value.trail.steps.count <= Trail.longestCommitted }
  }

  private static func heading(_ words: [String]) -> (Place, String, Trail)? {
    guard words.count == 8, words[1].hasSuffix(":"), words[6] == "of", let total = Int(words[7]),
      let unit = Trail.Unit(rawValue: "\(words[3]) \(words[4])")
    else { return nil }
    let steps = words[5].split(separator: ",").compactMap { Int($0) }
    let place = Place(profile: words[0], block: String(words[1].dropLast()))
    return (place, words[2], Trail(unit: unit, total: total, steps: steps, traces: []))
  }

  /// The trail of a block's result with this key.
  func trail(of block: String, profile: String, key: String) -> Trail? {
    trails[Place(profile: profile, block: block)].flatMap { $0.key == key ? $0.trail : nil }
  }

  /// Takes in what a profile's results have; what is known of a result that has no trail stays.
  ///
  /// - Parameters:
  ///   - folders: the key and the folder of every block's result.
  ///   - blocks: all blocks of the report.
  ///   - profiles: all its profiles.
  public mutating func update(
    _ folders: [String: (key: String, folder: URL)], profile: String, blocks: Set<String>, profiles: [String]
  ) {
    trails = trails.filter { profiles.contains($0.key.profile) && blocks.contains($0.key.block) }
    for (block, (key, folder)) in folders {
      let place = Place(profile: profile, block: block)
      if let trail = Trail(in: folder) {
        trails[place] = (key, trail.committed)
      } else if trails[place]?.key != key {
        trails[place] = nil
      }
    }
  }

  /// The file's lines.
  private var text: String {
    trails.sorted { $0.key < $1.key }.flatMap { place, entry in
      let (name, trail) = ("\(place.profile) \(place.block)", entry.trail)
      let steps = trail.steps.map(String.init).joined(separator: ",")
      return [
        "\(place.profile) \(place.block): \(entry.key) \(trail.unit.rawValue) \(steps) of \(trail.total)\n"
      ]
        + trail.traces.map { "\(name) \($0.name) \($0.hashes)\n" }
    }.joined()
  }

  /// Writes a project's file, unless it has these lines already; where there are none, there is no file.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func write(to project: ProjectFolder) throws {
    let place = project.root.appending(path: Self.path)
    let data = Data(text.utf8)
    guard !data.isEmpty else { return try Disk.remove(place.path) }
    if (try? RegularFile.content(of: place, limit: Self.longest)) == data { return }
    try AtomicFile.write(data, to: place)
  }
}
