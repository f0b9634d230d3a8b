import Files
import Foundation

/// Captioned pictures in shards, as a program writes them that draws hundreds of thousands: `00000.npy`, ... with bytes
/// [N, side, side, 3], and beside each `00000.tsv` with a caption, a subject and a style for every picture.
///
/// The pixels stay on the disk until a picture is read; the system keeps what it has room for. A shard without captions is
/// one that is being drawn, and is passed over.
public struct PictureShards: Sendable {
  /// The files that the pictures are in, two for each shard.
  public let files: [URL]
  /// The width and height of every picture in pixels.
  public let side: Int
  /// The caption of every picture, [N].
  public let captions: [String]
  /// Every word of the captions, in no particular order.
  public let words: [String]
  private let shards: [NumpyPixels]
  /// The number of the first picture of each shard.
  private let starts: [Int]

  /// Whether a folder holds shards and no file of captions for pictures of their own.
  public static func areIn(_ folder: URL) -> Bool {
    let captions = folder.appending(path: CaptionFile.name)
    return FileKind(atPath: captions.path) == nil && !names(in: folder).isEmpty
  }

  /// Opens a folder's shards, and reads headers and captions.
  ///
  /// - Parameter limit: only so many pictures, the first ones, and the shards that have them; all if nil.
  /// - Throws: a `ShardError` for the first file that is wrong.
  public init(in folder: URL, limit: Int? = nil) throws(ShardError) {
    var (shards, starts, files): ([NumpyPixels], [Int], [URL]) = ([], [], [])
    var (captions, distinct): ([String], Set<String>) = ([], [])
    for name in Self.names(in: folder) where captions.count < limit ?? .max {
      let (pixels, lines) = (folder.appending(path: "\(name).npy"), folder.appending(path: "\(name).tsv"))
      let shard = try NumpyPixels(pixels)
      guard shard.side == shards.first?.side ?? shard.side else {
        throw ShardError(pixels.path, .side(shard.side, first: shards[0].side))
      }
      let own = try ShardCaptions.read(lines, sharing: &distinct)
      guard own.count == shard.count else {
        throw ShardError(lines.path, .captions(own.count, pictures: shard.count))
      }
      starts.append(captions.count)
      shards.append(shard)
      captions += own
      files += [pixels, lines]
    }
    guard let first = shards.first else { throw ShardError(folder.path, .none) }
    (self.shards, self.starts, self.files, side) = (shards, starts, files, first.side)
    self.captions = limit.map { Array(captions.prefix($0)) } ?? captions
    words = Array(Set(distinct.lazy.flatMap { $0.split(whereSeparator: \.isWhitespace) })).map(String.init)
  }

  /// The number of pictures N.
  public var count: Int { captions.count }

  /// Copies a picture's pixels [side, side, 3]; throws a `ShardError` where its file has become shorter.
  public func read(_ index: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) throws(ShardError) {
    var shard = starts.count - 1
    while starts[shard] > index { shard -= 1 }
    do throws(FileFault) { try shards[shard].read(index - starts[shard], into: pixels) } catch {
      throw ShardError(files[2 * shard].path, .unreadable(error.cause))
    }
  }

  /// The shards' numbers in their order, of those with captions.
  private static func names(in folder: URL) -> [String] {
    let names = (try? Disk.names(in: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }
      .filter { !$0.isEmpty && $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }.sorted()
  }
}
