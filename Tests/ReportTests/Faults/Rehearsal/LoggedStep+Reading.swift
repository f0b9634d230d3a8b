import Files
import Foundation

extension LoggedStep {
  /// Reads what `REPORT_DISK_LOG` names.
  static func read(_ log: URL, in root: URL) throws -> [LoggedStep] {
    let prefix = root.resolvingSymlinksInPath().path
    func plain(_ path: String) -> String {
      let path = path.hasPrefix(root.path) ? String(path.dropFirst(root.path.count)) : path
      return String((path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path).drop { $0 == "/" })
    }
    return try Data(contentsOf: log).split(separator: UInt8(ascii: "\n")).map { line in
      switch try JSONDecoder().decode(DiskOperation.self, from: line) {
      case .read: .read
      case .createFolder(let path): .createFolder(plain(path))
      case .create(let path): .create(plain(path))
      case .append(let path, let data): .append(plain(path), data)
      case .flush(let path): .flush(plain(path))
      case .rename(let old, let new): .rename(plain(old), plain(new))
      case .exchange(let one, let other): .exchange(plain(one), plain(other))
      case .link(let file, let path): .link(plain(file), plain(path))
      case .remove(let path), .removeFolder(let path): .remove(plain(path))
      }
    }
  }
}
