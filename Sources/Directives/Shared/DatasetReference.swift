import Chapters
import Datasets
import Foundation
import Pipeline

/// An option that names a data set: one of the catalogue, or a folder of IDX files.
package struct DatasetReference: SchemaValue, Equatable {
  /// The name, or a path that starts at the report's folder.
  package let text: String

  package init(text: String) { self.text = text }

  package static let expectation =
    "a data set's name (\(DatasetCatalogue.entries.map(\.name).joined(separator: ", "))) or its folder"

  package static func read(_ yaml: YAML, key: String) throws -> DatasetReference {
    guard let text = yaml.text, !text.isEmpty else { throw mismatch(yaml, key: key) }
    let names = DatasetCatalogue.entries.map(\.name)
    guard names.contains(text) || text.contains("/") || text.hasPrefix(".") else {
      throw Diagnostic(SharedComplaint.unknownDataset(text, known: names), at: yaml.span)
    }
    return DatasetReference(text: text)
  }

  package var canonical: String { text.canonical }

  /// The set's files of a split, with the sums that the catalogue knows.
  package func inputs(_ split: Split, option: String = "data", in surroundings: Surroundings) -> [FileInput] {
    let entry = DatasetCatalogue.entry(named: text)
    let remedy =
      entry.map { "fetch it: report data fetch \($0.name)" }
      ?? "a data set's folder has \(split.imagesFile) and \(split.labelsFile)"
    return dataset(in: surroundings).files(split).map { url in
      let sum = entry?.files.first { $0.name == url.lastPathComponent }?.checksum
      return FileInput(option: option, url: url, sum: sum, remedy: remedy)
    }
  }

  /// How many images a split has; nil where that cannot be read.
  package func count(_ split: Split, in surroundings: Surroundings) -> Int? {
    dataset(in: surroundings).count(split)
  }

  /// Reads a split, once for all blocks as long as its files stay as they are.
  ///
  /// - Throws: `DatasetError` for a file that is missing or malformed.
  package func load(_ split: Split, in surroundings: Surroundings) throws -> ImageDataset {
    let dataset = dataset(in: surroundings)
    return try surroundings.readings.latest(of: dataset.files(split)) { try dataset.load(split) }
  }

  private func dataset(in surroundings: Surroundings) -> Dataset {
    if let entry = DatasetCatalogue.entry(named: text) {
      return Dataset(name: text, folder: DataFolder(surroundings.dataFolder).folder(of: entry))
    }
    let path = NSString(string: text).expandingTildeInPath
    return Dataset(
      name: text,
      folder: URL(filePath: path, directoryHint: .isDirectory, relativeTo: surroundings.reportFolder)
        .absoluteURL)
  }
}

extension Split: SchemaChoice {}
