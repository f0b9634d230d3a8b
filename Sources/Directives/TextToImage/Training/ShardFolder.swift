import Checkpoints
import Datasets
import Foundation
import Pipeline
import SharedDirectives
import Training

/// A folder of captioned pictures in shards that an option names.
struct ShardFolder {
  /// The option.
  let option: String
  /// The folder as the author wrote it.
  let path: String
  /// Only so many pictures, the first ones; all if nil.
  let limit: Int?

  /// The shards; their headers and captions are read once while a report is looked at.
  ///
  /// - Throws: an `OptionMistake` that names the file.
  func shards(in surroundings: Surroundings) throws -> PictureShards {
    let url = surroundings.url(path, isFolder: true)
    let place = url.appending(path: "first \(limit.map(String.init) ?? "to last")")
    return try surroundings.readings.value(at: place) { try read(url, in: surroundings) }
  }

  private func read(_ url: URL, in surroundings: Surroundings) throws -> PictureShards {
    do throws(ShardError) { return try PictureShards(in: url, limit: limit) } catch {
      throw OptionMistake(
        option, .shards(error.renamed(WrittenPath(path, isFolder: true, in: surroundings).name)))
    }
  }

  /// Requires the shards to be whole, and their pictures to become those of a network's side by halving.
  ///
  /// - Throws: an `OptionMistake`.
  func requireUsable(side: Int?, in surroundings: Surroundings) throws {
    let shards = try shards(in: surroundings)
    guard let side, !shards.side.isHalved(to: side) else { return }
    throw OptionMistake(option, .shardsOfOtherSide(shards.side, network: side))
  }

  /// The files that a block reads of it.
  ///
  /// - Throws: an `OptionMistake`.
  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let files = try shards(in: surroundings).files
    return Inputs(groups: [FileGroup(option: option, name: "shards", urls: files, remedy: "draw it again")])
  }

  /// The pictures, of which each is read when a step needs it.
  ///
  /// - Throws: an `OptionMistake` for files that have changed.
  func pictures(side: Int, in surroundings: Surroundings) throws -> CaptionedPictures {
    let shards = try read(surroundings.url(path, isFolder: true), in: surroundings)
    guard shards.side.isHalved(to: side) else {
      throw OptionMistake(option, .shardsOfOtherSide(shards.side, network: side))
    }
    return CaptionedPictures(side: side, ShardedPixels(shards: shards), captions: shards.captions)
  }
}

/// The pixels of shards. The sums of the whole files are in the block's key, so a training's own checksum looks at one
/// picture of every thousand.
private struct ShardedPixels: PixelSource {
  let shards: PictureShards

  var side: Int { shards.side }
  var count: Int { shards.count }

  func read(_ index: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) throws {
    try shards.read(index, into: pixels)
  }

  func add(to checksum: inout Checksum) {
    var pixels = [UInt8](repeating: 0, count: side * side * 3)
    for index in stride(from: 0, to: count, by: 1000) {
      guard (try? pixels.withUnsafeMutableBufferPointer({ try shards.read(index, into: $0) })) != nil else {
        continue
      }
      checksum.add(Data(pixels))
    }
  }
}
