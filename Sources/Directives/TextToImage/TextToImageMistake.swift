import Checkpoints
import Chapters
import Datasets
import Models
import Pipeline

/// What an author can get wrong in the blocks of text-to-image models and their pictures. The cases are data; every word
/// of the messages is in `TextToImageMistake+Wording.swift`.
enum TextToImageMistake: Complaint, Equatable {
  // Images and masks.
  case imageFile(ImageError)
  case uncroppedImage(ImageError)
  case crop(ImageError)
  case maskShapes([String])
  case mask(MaskError, isInPercent: Bool)
  case blackMask
  case maskOfAnotherImage(MaskError)
  case imageOfOtherSide(id: String, side: Int, multiple: Int, modelSide: Int)
  case pictureTooLarge(id: String, side: Int, largest: Int)
  // Prompts and what is made of them.
  case promptsOfViews(found: Int, views: Int)
  case promptsOfParts(found: Int, expected: Int, parts: String, names: [String])
  case piecesOfSide(Int)
  case methodCannotInpaint(ImageMethod, others: [ImageMethod])
  // Models.
  case noFolderOrName
  case folderAndName
  case noNamedModels(name: String)
  case unknownModel(name: String, known: [String])
  case noModel(ModelError)
  case embeddings(CheckpointError)
  case noEmbedding(of: String, model: String, count: Int, near: [String], known: [String])
  case embeddingShape(of: String, found: [Int], expected: [Int])
  case noEncoder(model: String, isSecondStage: Bool)
  case notFirstStage(model: String, inputs: Int, outputs: Int, isSecondStage: Bool)
  case notSecondStage(model: String, inputs: Int, outputs: Int)
  case unseenWords([String], near: [String], option: String, model: String, isList: Bool)
  case keysPassedOver(PassedOverKeys)
  case spacingUnheeded(ImageMethod, spacing: String, offset: Int)
  // Trainings.
  case captions(CaptionError)
  case weightsOfAnotherNetwork
  case network(SettingsError)
  case networkOfAnotherStage(inputs: Int, outputs: Int, isSecondStage: Bool)
  case textWidth(network: Int, captions: Int)
  case encoderNetwork(SettingsError)
  case noEncoderToTrain(model: String)
  case tokenizerOfAnother(ModelError)
  case encoderWidth(network: Int, encoder: Int)
  case shards(ShardError)
  case shardsOfOtherSide(Int, network: Int)
  case otherSmallPictures(first: Int)
  case state(CheckpointError)
  // Measurements by a judge.
  case noJudge(folder: String, files: [String])
  case judgeOfOtherPictures(side: Int, model: String, modelSide: Int)
  case unknownToJudge(what: String, found: String, known: [String], file: String, line: Int)
  case promptBesideCaptions
  case picturesTooSmall(model: String, side: Int)
}

extension OptionMistake {
  /// A mistake at an option, named by its case alone.
  init(_ option: String, _ mistake: TextToImageMistake) { self.init(option, mistake as any Complaint) }
}
