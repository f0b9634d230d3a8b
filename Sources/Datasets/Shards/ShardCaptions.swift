import Files
import Foundation

/// The captions of a shard's pictures: on each line a caption, a subject and a style with tabs between them, in UTF-8.
enum ShardCaptions {
  /// The captions of a file in the order of its lines, equal ones sharing their memory through `known`.
  static func read(_ url: URL, sharing known: inout Set<String>) throws(ShardError) -> [String] {
    let data: Data
    do throws(FileError<FileFault>) { data = try RegularFile.content(of: url) } catch {
      throw ShardError(url.path, .unreadable(error.reason.cause))
    }
    var captions: [String] = []
    var lines = Array(data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      do throws(ShardError.Reason) {
        let caption = try caption(line)
        captions.append(known.insert(caption).memberAfterInsert)
      } catch { throw ShardError(url.path, line: index + 1, error) }
    }
    return captions
  }

  private static func caption(_ line: ArraySlice<UInt8>) throws(ShardError.Reason) -> String {
    let columns = line.count { $0 == UInt8(ascii: "\t") } + 1
    guard columns == 3, let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { throw .columns(columns) }
    guard let caption = String(validating: line[..<tab], as: UTF8.self) else { throw .notUTF8 }
    guard !caption.allSatisfy(\.isWhitespace) else { throw .noCaption }
    return caption
  }
}
