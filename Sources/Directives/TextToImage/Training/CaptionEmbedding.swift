import Chapters
import Checkpoints
import Files
import Foundation
import Models
import Networks
import Pipeline
import Tensors
import Training

/// Embeds the captions of a training once, before its first step.
struct CaptionEmbedding {
  /// Captions at a time: all weights of the encoder are read for each such piece.
  private static let pieceLength = 64

  let model: PromptedModel
  let context: RunContext

  /// The embeddings of captions and of the empty text: those of the model's file, or of its text encoder.
  ///
  /// - Throws: `OptionMistake` at 'model' where there is none, or `Interrupted`; the embeddings made so far are kept.
  func texts(of captions: [String]) throws -> CaptionTexts {
    let files = try model.facts.embeddings.map { [$0] } ?? encoded(captions)
    return try model.facts.texts(of: captions, in: files)
  }

  private func encoded(_ captions: [String]) throws -> [PromptEmbeddings] {
    var known: Set<String> = []
    let distinct = ([""] + captions).filter { known.insert($0).inserted }
    try AtomicFile.createFolder(context.work)
    let encoder = try model.encoder(option: "model")
    return try stride(from: 0, to: distinct.count, by: Self.pieceLength).map { start in
      let piece = Array(distinct[start..<min(start + Self.pieceLength, distinct.count)])
      let url = context.work.appending(path: "texts-\(start / Self.pieceLength).safetensors")
      if let kept = try? PromptEmbeddings(url), Set(kept.prompts) == Set(piece) { return kept }
      try context.checkInterruption()
      context.report(WorkProgress(step: start, of: distinct.count, detail: "embedding captions"))
      try write(try encoder.texts(of: piece), of: piece, to: url)
      do throws(CheckpointError) { return try PromptEmbeddings(url) } catch {
        throw TextToImageFault.embeddings(error)
      }
    }
  }

  private func write(_ texts: Tensor, of captions: [String], to url: URL) throws {
    var writer = SafetensorsWriter()
    for (index, caption) in captions.enumerated() {
      writer.add(texts.rows(index..<index + 1), named: caption)
    }
    do { try writer.write(to: url) } catch {
      throw EnvironmentFault.unwritable(path: url.path, reason: plainReason(of: error))
    }
  }
}
