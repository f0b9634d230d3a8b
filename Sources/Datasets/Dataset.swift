import Files
import Foundation

/// A folder of four IDX files, named as MNIST's are: images and labels of a training and a test split.
public struct Dataset: Equatable, Sendable {
  /// The name in the catalogue, or the path as given.
  public let name: String
  /// Where the files are.
  public let folder: URL

  /// A catalogued set by name ("mnist") in its place under `data`, or any set by the path of its folder.
  ///
  /// A relative path is taken from the working folder; a leading `~` is the home folder.
  /// - Throws: `DatasetError.unknownDataset` when `name` is neither. The files are not looked at yet.
  public init(named name: String, in data: DataFolder) throws {
    if let entry = DatasetCatalogue.entry(named: name) {
      self.init(name: name, folder: data.folder(of: entry))
      return
    }
    let path = NSString(string: name).expandingTildeInPath
    guard FileKind(behind: path) == .folder else {
      throw DatasetError.unknownDataset(name: name, known: DatasetCatalogue.entries.map(\.name))
    }
    self.init(name: name, folder: URL(fileURLWithPath: path, isDirectory: true))
  }

  /// The set in `folder`, whatever it is called.
  public init(name: String, folder: URL) { (self.name, self.folder) = (name, folder) }

  /// The files that `load` reads: images, then labels. Their content decides the result, and nothing else.
  public func files(_ split: Split) -> [URL] {
    [folder.appendingPathComponent(split.imagesFile), folder.appendingPathComponent(split.labelsFile)]
  }

  /// How many images a split has, by the header of their file; nil where that is not whole, which `load` tells.
  public func count(_ split: Split) -> Int? { try? IDXHeader(contentsOf: files(split)[0]).dimensions.first }

  /// Reads one split.
  ///
  /// - Throws: `DatasetError` when a file is missing or wrong, or labels and images do not pair up.
  public func load(_ split: Split) throws -> ImageDataset {
    let files = files(split)
    return try ImageDataset(
      images: IDXFile(contentsOf: files[0]), imagesPath: files[0].path,
      labels: IDXFile(contentsOf: files[1]), labelsPath: files[1].path)
  }
}

extension Dataset {
  /// How many images a split has and how large they are, by the header of their file.
  ///
  /// - Throws: `DatasetError` for a file of images that `load` would not read.
  public func images(_ split: Split) throws -> (count: Int, height: Int, width: Int) {
    let file = files(split)[0]
    let header = try IDXHeader(contentsOf: file)
    try header.requireImages(path: file.path)
    return (header.dimensions[0], header.dimensions[1], header.dimensions[2])
  }

  /// One more than the largest label of a split.
  ///
  /// - Throws: `DatasetError` for a file of labels that `load` would not read, or that does not go with the images.
  public func classCount(_ split: Split) throws -> Int {
    let file = files(split)[1]
    let labels = try IDXFile(contentsOf: file)
    try labels.header.requireLabels(path: file.path)
    if let count = count(split), count != labels.dimensions[0] {
      throw DatasetError.labelCount(path: file.path, expected: count, found: labels.dimensions[0])
    }
    return 1 + labels.bytes.withUnsafeBytes { bytes in Int(bytes.max() ?? 0) }
  }
}
