import Files
import Foundation
import Networks
import Pipeline
import SharedDirectives

/// A judge of pictures in a folder that the option 'judge' names.
struct JudgeFolder {
  /// What the option says.
  static let summary = "the folder of a judge, a small classifier of pictures"
  private static let option = "judge"

  /// The folder as the author wrote it.
  let path: String
  let surroundings: Surroundings

  private var url: URL { surroundings.url(path, isFolder: true) }

  /// The files that a block reads of it.
  ///
  /// - Throws: an `OptionMistake` for a folder that has none.
  func inputs() throws -> [FileInput] {
    guard !FileCause.isMissing(url.appending(path: PictureJudge.files[0])) else {
      throw OptionMistake(Self.option, .noJudge(folder: path, files: PictureJudge.files))
    }
    return PictureJudge.files.map {
      FileInput(
        option: Self.option, url: url.appending(path: $0), name: "judge/\($0)",
        remedy: "train the judge again")
    }
  }

  /// The judge; every key and every tensor's shape is checked, and a `TextToImageFault` thrown for what is wrong.
  func load() throws -> PictureJudge { try read { url throws(JudgeError) in try PictureJudge(url) } }

  /// What the judge is made of, before anything runs; throws what `load` would, and reads no weights.
  func configuration() throws -> JudgeConfiguration {
    try surroundings.readings.value(at: url) {
      try read { url throws(JudgeError) in try PictureJudge.check(url) }
    }
  }

  private func read<T>(_ body: (URL) throws(JudgeError) -> T) throws -> T {
    do throws(JudgeError) { return try body(url) } catch {
      throw TextToImageFault.judge(error)
    }
  }
}

extension Examination {
  /// What the judge of a folder is made of, if it can be used and looks at what the model makes.
  mutating func judge(_ folder: JudgeFolder, of model: ImageModelFacts?) -> JudgeConfiguration? {
    guard let judge = check("judge", { try folder.configuration() }) else { return nil }
    let found: Void? = check("judge") {
      guard let model, !judge.takes(side: model.side) else { return }
      throw OptionMistake(
        "judge", .judgeOfOtherPictures(side: judge.side, model: model.id, modelSide: model.side))
    }
    return found == nil ? nil : judge
  }
}
