import Chapters
import Datasets
import Files
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

  /// What a block needs of a split beside files that are whole; each throws a `Complaint`.
  package struct Needs: Sendable {
    package let size: @Sendable (_ width: Int, _ height: Int) throws -> Void
    package let classes: @Sendable (_ count: Int) throws -> Void

    /// - Parameters:
    ///   - size: looks at the images' width and height.
    ///   - classes: looks at how many classes there are: one more than the largest label.
    package init(
      size: @escaping @Sendable (_ width: Int, _ height: Int) throws -> Void = { _, _ in },
      classes: @escaping @Sendable (_ count: Int) throws -> Void = { _ in }
    ) {
      (self.size, self.classes) = (size, classes)
    }
  }

  /// The set's files of a split, with the sums that the catalogue knows, and what their headers must say.
  package func inputs(
    _ split: Split, option: String = "data", needing needs: Needs = Needs(), in surroundings: Surroundings
  ) -> [FileInput] {
    let entry = DatasetCatalogue.entry(named: text)
    let dataset = dataset(in: surroundings)
    let checks: [@Sendable () throws -> Void] = [
      {
        let (_, height, width) = try dataset.images(split)
        try needs.size(width, height)
      },
      {
        let labels = dataset.files(split)[1]
        let count = try surroundings.readings.value(at: labels) {
          ClassCount(value: try dataset.classCount(split))
        }
        try needs.classes(count.value)
      },
    ]
    return zip(dataset.files(split), checks).map { url, check in
      let file = entry?.files.first { $0.name == url.lastPathComponent }
      return FileInput(
        option: option, url: url, sum: file?.checksum, origin: file?.origin,
        remedy: remedy(for: url, split, entry), check: check)
    }
  }

  /// What to do where a file is missing.
  private func remedy(for url: URL, _ split: Split, _ entry: DatasetCatalogue.Entry?) -> String {
    if let entry { return "fetch it: report data fetch \(entry.name)" }
    if FileKind(atPath: url.path + ".gz") != nil { return "unpack it: gzip -dk '\(url.path).gz'" }
    // As some archives have it.
    let dotted = url.deletingLastPathComponent()
      .appending(path: url.lastPathComponent.replacing("-idx", with: ".idx")).path
    if FileKind(atPath: dotted) != nil { return "rename it: mv '\(dotted)' '\(url.path)'" }
    return "a data set's folder has \(split.imagesFile) and \(split.labelsFile)"
  }

  /// How many classes a file of labels has.
  private struct ClassCount: Sendable { let value: Int }

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
