import Files
import Foundation
import Pipeline

/// The pictures and numbers of a site beside the sums that a lock has of them: what can be compared without running anything.
public struct SitePictures {
  private let site: URL
  private let lock: ReportLock
  private let profile: String

  /// A site whose pages were made with a profile.
  public init(_ site: URL, lock: ReportLock, profile: String) {
    (self.site, self.lock, self.profile) = (site, lock, profile)
  }

  /// The files of figures that are others than the locked ones, each with what is wrong, in the order of the blocks.
  public func disagreements() -> [(path: String, problem: String)] {
    lock.blocks(in: profile).flatMap { block -> [(String, String)] in
      let facts = lock.facts(of: block, profile: profile)?.values ?? [:]
      return facts.sorted { $0.key < $1.key }.compactMap { subject, sum in
        guard let name = Self.file(of: subject, in: facts) else { return nil }
        return problem("figures/\(block)/\(name)", sum)
      }
    }
  }

  /// The file that a page shows or links to, of what a lock speaks of; pictures that only other blocks read are in no site.
  private static func file(of subject: String, in facts: [String: String]) -> String? {
    let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "picture": return parts[1].hasPrefix("panel-") || parts[1] == "picture.png" ? parts[1] : nil
    case "series", "table": return parts[1]
    default: return nil
    }
  }

  private func problem(_ path: String, _ sum: String) -> (String, String)? {
    let place = site.appending(path: path)
    guard FileKind(atPath: place.path) == .file else { return (path, "it is missing") }
    guard let data = try? RegularFile.content(of: place) else { return (path, "it cannot be read") }
    return BlockFacts.pictureSums(of: data).contains(sum)
      ? nil
      : (
        path,
        path.hasSuffix(".png") ? "its pixels are not the locked ones" : "its numbers are not the locked ones"
      )
  }
}
