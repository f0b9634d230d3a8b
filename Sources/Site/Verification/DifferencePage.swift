import Figures
import Files
import Foundation
import Pipeline

/// A page about a block that came out otherwise when it was run again: both versions of its pictures and curves, a map of
/// where they differ, and the numbers.
public struct DifferencePage {
  private let block: VerifiedBlock
  private let stored: URL?
  private let again: URL
  private let folder: URL

  /// - Parameters:
  ///   - stored: the folder of the stored result, if there is one.
  ///   - again: that of the result that was made again.
  ///   - folder: where the pages about differences lie.
  public init(_ block: VerifiedBlock, stored: URL?, again: URL, in folder: URL) {
    (self.block, self.stored, self.again, self.folder) = (block, stored, again, folder)
  }

  /// Removes the page about a block.
  ///
  /// - Throws: `FileError<FileFault>`.
  public static func remove(of block: String, in folder: URL) throws {
    for name in [block, "\(block).html"] { try Disk.removeAll(folder.appending(path: name).path) }
  }

  /// Writes the page and the pictures that it shows.
  ///
  /// - Returns: the page.
  /// - Throws: `FileError<FileFault>`, `FigureError`.
  public func write() throws -> URL {
    let place = folder.appending(path: "\(block.block).html")
    var page = ComparisonPage(
      "\(block.block): \(block.verdict.rawValue)", titles: ("stored", "made again"), at: place)
    if let reason = block.reason { page.add(reason) }
    page.add(rows: block.differences.map { [$0.subject, $0.text] })
    if block.differences.contains(where: { $0.subject.hasPrefix("series:") }) {
      page.add(curves: block.block, old: content("plot.csv", stored), new: content("plot.csv", again))
    }
    for difference in block.differences where difference.subject.hasPrefix("picture:") {
      page.add(heading: difference.name)
      try page.add(
        picture: difference.name, old: content(difference.name, stored), new: content(difference.name, again))
    }
    try page.write()
    return place
  }

  private func content(_ name: String, _ folder: URL?) -> Data? {
    folder.flatMap { try? RegularFile.content(of: $0.appending(path: name)) }
  }
}
