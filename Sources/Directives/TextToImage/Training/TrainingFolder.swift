import Datasets
import Pipeline
import SharedDirectives
import Training

/// The folder of a training's pictures: pictures of their own with a captions.tsv, or shards.
enum TrainingFolder {
  case pictures(CaptionedFolder)
  case shards(ShardFolder)

  /// What the folder is that an option names.
  init(_ folder: CaptionedFolder, in surroundings: Surroundings) {
    let holdsShards = PictureShards.areIn(surroundings.url(folder.path, isFolder: true))
    self =
      holdsShards
      ? .shards(ShardFolder(option: folder.option, path: folder.path, limit: folder.limit))
      : .pictures(folder)
  }

  /// What is said in a folder.
  struct Texts {
    /// How many pictures there are.
    let total: Int
    /// The captions of those that are taken.
    let captions: [String]
    /// Texts with all words of these captions.
    let words: [String]
  }

  /// Requires the files to be usable by a network of a side, as far as their headers and captions tell.
  ///
  /// - Throws: `OptionMistakes` with all that is wrong.
  func requireUsable(side: Int?, in surroundings: Surroundings) throws {
    switch self {
    case .pictures(let folder): try folder.requireUsablePictures(side: side, in: surroundings)
    case .shards(let folder): try folder.requireUsable(side: side, in: surroundings)
    }
  }

  /// - Throws: an `OptionMistake`.
  func texts(in surroundings: Surroundings) throws -> Texts {
    switch self {
    case .pictures(let folder):
      let entries = try folder.captions(in: surroundings).entries
      let captions = entries.prefix(folder.limit ?? .max).map(\.caption)
      return Texts(total: entries.count, captions: captions, words: captions)
    case .shards(let folder):
      let shards = try folder.shards(in: surroundings)
      return Texts(total: shards.count, captions: shards.captions, words: shards.words)
    }
  }

  /// - Throws: `OptionMistakes` with all that is wrong.
  func inputs(in surroundings: Surroundings) throws -> Inputs {
    switch self {
    case .pictures(let folder): try folder.inputs(in: surroundings)
    case .shards(let folder): try folder.inputs(in: surroundings)
    }
  }

  /// What so many pictures take of memory beside a training, in bytes.
  func bytes(count: Int, side: Int) -> Int {
    switch self {
    case .pictures: 6 * side * side * count
    // Captions with their table; what is read of the files, the system can drop.
    case .shards: 250 * count
    }
  }

  /// The pictures with their captions, as squares of a side.
  func pictures(side: Int, in context: RunContext) throws -> CaptionedPictures {
    switch self {
    case .pictures(let folder):
      let set = try folder.pictures(side: side, in: context)
      return CaptionedPictures(side: set.side, pixels: set.pixels, captions: set.captions)
    case .shards(let folder): return try folder.pictures(side: side, in: context.surroundings)
    }
  }
}
