import Chapters
import Foundation
import TestSupport

/// A format of files that a stranger may have made, or an accident damaged.
package struct FuzzedFormat: Sendable, CustomStringConvertible {
  /// Puts bytes in the place of such a file and does with them what the program does.
  typealias Use = @Sendable (_ bytes: Data, _ folder: Scratch) throws -> Void

  /// What it is called on the command line; its corpus is the folder of this name.
  package let description: String
  /// Writes the files that one of the format needs beside it.
  let prepare: @Sendable (Scratch) throws -> Void
  /// Everything that the program does with such a file, one after the other.
  let uses: [Use]

  init(_ name: String, prepare: @escaping @Sendable (Scratch) throws -> Void = { _ in }, _ uses: Use...) {
    (description, self.prepare, self.uses) = (name, prepare, uses)
  }

  /// Every format.
  package static let all = reports + pictures + elsewhere + models
}

/// A folder in which one file of a format is read after the other.
package struct FuzzedFile {
  private let format: FuzzedFormat
  private let folder: Scratch

  /// A place for files of a format.
  ///
  /// - Throws: the system's error where the folder cannot be made.
  package init(of format: FuzzedFormat) throws {
    (self.format, folder) = (format, try Scratch())
    try format.prepare(folder)
  }

  /// Lets the program read bytes.
  ///
  /// - Returns: what it says is wrong with them, for each of the format's uses; nil where they are fine.
  @discardableResult package func read(_ bytes: Data) -> [String?] {
    format.uses.map { use in
      do {
        try use(bytes, folder)
        return nil
      } catch let mistakes as Diagnostics {
        return mistakes.all.map(\.description).joined(separator: "\n")
      } catch {
        return "\(error)"
      }
    }
  }
}
