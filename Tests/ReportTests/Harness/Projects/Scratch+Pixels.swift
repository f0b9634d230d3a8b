import Foundation
import Pipeline
import TestSupport

extension Scratch {
  /// A sum of the pixels of every picture in a folder, by its path: a figure's files have their recipe in them as well, and
  /// its sheet has all of its pictures once more.
  func pixelSums(in folder: String) throws -> [String: String] {
    let paths = try snapshot(of: folder).keys.filter { $0.hasSuffix(".png") && !$0.hasSuffix("/sheet.png") }
    let sums = try paths.map { try BlockFacts.pictureSums(of: Data(contentsOf: url($0))).first ?? "" }
    return Dictionary(uniqueKeysWithValues: zip(paths, sums))
  }
}
