import Chapters
import Files
import Foundation

extension Store {
  /// Removes every entry and every unfinished piece of work whose key is not among those given.
  ///
  /// - Returns: how many were removed and the bytes that they took.
  /// - Throws: `EnvironmentFault.unwritable` for one that cannot be removed.
  public func clean(keeping keys: Set<String>) throws -> (count: Int, bytes: Int) {
    var count = 0
    var bytes = 0
    for kind in ["store", "work"] {
      let parent = folder.appending(path: kind)
      for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
      where !keys.contains(name) {
        let url = parent.appending(path: name)
        bytes += size(of: url)
        do {
          try FileManager.default.removeItem(at: url)
        } catch {
          throw EnvironmentFault.unwritable(path: url.path, reason: plainReason(of: error))
        }
        count += 1
      }
    }
    return (count, bytes)
  }

  private func size(of url: URL) -> Int {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? []
    return paths.reduce(0) { sum, path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.appending(path: path).path)
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }
}
