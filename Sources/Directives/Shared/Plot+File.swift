import Chapters
import Figures
import Files
import Foundation
import Pipeline

extension Plot {
  /// The file by which other blocks draw the same lines again.
  package static let fileName = "plot.json"

  /// The plot itself, after it was written into the block's result.
  ///
  /// - Throws: `FileError<FileFault>`.
  package func keeping(in context: RunContext) throws -> Plot {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // JSON knows no number that is not finite; such points are gaps in the drawing anyway.
    encoder.nonConformingFloatEncodingStrategy = Self.encoding
    try AtomicFile.write(encoder.encode(self), to: context.output.appending(path: Self.fileName))
    return self
  }

  /// The plot that a block shows: what it kept, or the losses of a training under this name.
  package static func shown(by id: String, named name: String, in context: RunContext) throws -> Plot {
    guard context.hasFile(fileName, of: id) else {
      let record = try TrainingRecord.read(context.file(TrainingRecord.fileName, of: id))
      return try LossPlot().plot([(name, record)])
    }
    let url = try context.file(fileName, of: id)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = decoding
    do {
      return try decoder.decode(Plot.self, from: RegularFile.content(of: url))
    } catch {
      throw EnvironmentFault.unreadable(path: url.path, reason: "it is no plot")
    }
  }

  private static let words = (infinity: "infinity", negative: "-infinity", nan: "nan")
  private static let encoding = JSONEncoder.NonConformingFloatEncodingStrategy.convertToString(
    positiveInfinity: words.infinity, negativeInfinity: words.negative, nan: words.nan)
  private static let decoding = JSONDecoder.NonConformingFloatDecodingStrategy.convertFromString(
    positiveInfinity: words.infinity, negativeInfinity: words.negative, nan: words.nan)
}
