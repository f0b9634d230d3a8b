import Figures
import Files
import Foundation

/// What two sites have otherwise, file by file.
public struct SiteDifference {
  /// A file of one site or both.
  public struct Change: Sendable, Encodable {
    /// The path in the site.
    public let path: String
    /// What changed, in words.
    public let text: String
    /// Of pictures of one size, in decibels.
    public var psnr: Double?
    /// Of texts that differ in numbers alone, the largest relative error.
    public var relativeError: Double?
  }

  /// What changed of a picture that was only compressed or described anew.
  static let samePixels = "other bytes, the same pixels"

  private let old: URL
  private let new: URL

  /// Two folders of sites.
  public init(_ old: URL, _ new: URL) { (self.old, self.new) = (old, new) }

  /// All changes, in the order of the paths. The sums in SHA256SUMS follow from the others and are left out.
  ///
  /// - Throws: `FileError<FileFault>` for a folder that cannot be read.
  public func changes() throws(FileError<FileFault>) -> [Change] {
    let (one, other) = (try Self.files(in: old), try Self.files(in: new))
    return one.union(other).sorted().compactMap { path in
      guard one.contains(path) else { return Change(path: path, text: "added") }
      guard other.contains(path) else { return Change(path: path, text: "removed") }
      return change(of: path)
    }
  }

  private static func files(in folder: URL) throws(FileError<FileFault>) -> Set<String> {
    var (found, waiting): (Set<String>, [String]) = ([], [""])
    while let inner = waiting.popLast() {
      for name in try Disk.names(in: folder.path + "/" + inner) where !name.hasPrefix(".") {
        switch FileKind(atPath: "\(folder.path)/\(inner)\(name)") {
        case .folder: waiting.append("\(inner)\(name)/")
        case .file where inner + name != SiteManifest.name: found.insert(inner + name)
        default: break
        }
      }
    }
    return found
  }

  private func change(of path: String) -> Change? {
    let contents = [old, new].map { try? RegularFile.content(of: $0.appending(path: path)) }
    guard let one = contents[0], let other = contents[1] else {
      return Change(path: path, text: "unreadable")
    }
    guard one != other else { return nil }
    if let a = try? Picture(png: one), let b = try? Picture(png: other) { return change(of: path, a, b) }
    guard let a = String(validating: one, as: UTF8.self), let b = String(validating: other, as: UTF8.self)
    else { return Change(path: path, text: "other content") }
    if let error = TextNumbers.relativeError(a, b), !path.hasSuffix(".html") {
      let text = "other numbers, relative error \(String(format: "%.2g", error))"
      return Change(path: path, text: text, relativeError: error)
    }
    return Change(path: path, text: Self.lines(a, b, isPage: path.hasSuffix(".html")))
  }

  private func change(of path: String, _ a: Picture, _ b: Picture) -> Change {
    guard let difference = a.difference(from: b) else {
      return Change(path: path, text: "size \(a.width) x \(a.height) -> \(b.width) x \(b.height)")
    }
    guard difference.largest > 0 else { return Change(path: path, text: Self.samePixels) }
    let psnr = String(format: "%.1f", difference.psnr)
    let text =
      "\(difference.count.counted("pixel")) differ by up to \(difference.largest) of 255, PSNR \(psnr) dB"
    return Change(path: path, text: text, psnr: difference.psnr.isFinite ? difference.psnr : nil)
  }

  /// How many lines differ, and the first of them.
  private static func lines(_ a: String, _ b: String, isPage: Bool) -> String {
    let difference = b.split(separator: "\n").difference(from: a.split(separator: "\n"))
    func first(_ changes: [CollectionDifference<Substring>.Change]) -> String {
      guard case .insert(_, let line, _)? = changes.first else {
        guard case .remove(_, let line, _)? = changes.first else { return "" }
        return shown(line, isPage)
      }
      return shown(line, isPage)
    }
    let counts = "\(difference.removals.count.counted("line")) -> \(difference.insertions.count)"
    return "\(counts): '\(first(difference.removals))' -> '\(first(difference.insertions))'"
  }

  /// A line without its tags, and not all of a long one.
  private static func shown(_ line: Substring, _ isPage: Bool) -> String {
    let text = isPage ? String(line).replacing(#/<[^>]*>/#, with: "") : String(line)
    return (text.count > 100 ? "\(text.prefix(100))..." : text).visibleInLine
  }
}
