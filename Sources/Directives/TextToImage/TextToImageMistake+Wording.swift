import Files
import Chapters
import Text

extension TextToImageMistake {
  /// How many words that a model never saw are named; captions may have thousands.
  static let namedWords = 6

  var message: String {
    switch self {
    case .imageFile(let error), .uncroppedImage(let error), .crop(let error): error.complaint
    case .maskShapes(let found):
      "a mask has one shape, found \(found.isEmpty ? "none" : found.joined(separator: " and "))"
    case .mask(let error, _): error.complaint
    case .blackMask: "the mask's file has no white pixel"
    case .maskOfAnotherImage(let error): error.description
    case .imageOfOtherSide(let id, let side, let multiple, _):
      "the image '\(id)' is \(side) pixels wide; the model takes multiples of \(multiple)"
    case .pictureTooLarge(let id, let side, _): "a picture of '\(id)' has \(side) x \(side) pixels"
    case .promptsOfViews(let found, let views):
      "'prompts' must be \(views + 1) prompts for \(views) view\(views == 1 ? "" : "s"), found \(found)"
    case .promptsOfParts(let found, let expected, let parts, _):
      "'prompts' must be \(expected) prompts for the parts '\(parts)', found \(found)"
    case .piecesOfSide(let side): "pieces need a side that 4 divides, found \(side)"
    case .methodCannotInpaint(let method, _):
      "the sampler '\(method.rawValue)' cannot have the known part put back at every step"
    case .noFolderOrName: "a model has a folder or a name, found none"
    case .folderAndName: "a model has a folder or a name, found both"
    case .noNamedModels: "report.yml names no models"
    case .unknownModel(let name, _): "report.yml names no model '\(name)'"
    case .noModel(let error): error.description
    case .embeddings(let error): error.description
    case .noEmbedding(let prompt, let model, let count, _, _):
      "the embeddings of '\(model)' have \(count.counted("prompt")), but not '\(prompt)'"
    case .embeddingShape(let prompt, let found, let expected):
      "the embedding of '\(prompt)' has the shape \(found), expected \(expected)"
    case .noEncoder(let model, _): "the model '\(model)' has no text encoder, so it knows no prompts"
    case .notFirstStage(let model, let inputs, let outputs, _):
      "the network of '\(model)' takes \(inputs) channels and gives \(outputs), expected 3 and 3 or 6, as in a "
        + "model of the first stage"
    case .notSecondStage(let model, let inputs, let outputs):
      "the network of '\(model)' takes \(inputs) channels and gives \(outputs), expected 6 and 3 or 6 and a "
        + "noise level, as in a model of the second stage"
    case .unseenWords(let words, _, let option, let model, let isList):
      "'\(option)' has \(words.count == 1 ? "a word" : "words") that the model '\(model)' "
        + "\(isList ? "never saw" : "has no letters for"): \(listed(words))"
    case .keysPassedOver(let keys): keys.description
    case .spacingUnheeded(let method, let spacing, let offset):
      "the sampler '\(method.rawValue)' spaces its steps itself: the model's timestep_spacing '\(spacing)' and "
        + "steps_offset \(offset) change nothing"
    case .captions(let error): error.complaint
    case .weightsOfAnotherNetwork: "the model's weights do not fit another network"
    case .network(let error), .encoderNetwork(let error): error.description
    case .networkOfAnotherStage(let inputs, let outputs, let isSecondStage):
      "the network takes \(inputs) channels and gives \(outputs), expected "
        + (isSecondStage ? "6 and 3 or 6 and a noise level, as the model's" : "3 and 3 or 6")
    case .encoderWidth(let network, let encoder):
      "the network takes texts of \(network) channels, and the encoder gives \(encoder)"
    case .noEncoderToTrain(let model): "the model '\(model)' has no text encoder that could learn"
    case .tokenizerOfAnother(let error): error.description
    case .shards(let error): error.complaint
    case .shardsOfOtherSide(let side, let network):
      "the shards' pictures have \(side) pixels, and no halving makes the network's \(network) of them"
    case .otherSmallPictures(let first):
      "its picture \(first) has another caption than that of 'data', or is not there"
    case .state(let error): error.description
    case .textWidth(let network, let captions):
      "the network takes texts of \(network) channels, and those of the captions have \(captions)"
    case .noJudge(let folder, let files):
      "'\(folder)' holds no judge: expected a folder with \(files.joined(separator: " and "))"
    case .judgeOfOtherPictures(let side, let model, let modelSide):
      "the judge looks at pictures of \(side) pixels, or twice, four times, ... as many, and '\(model)' makes "
        + "\(modelSide)"
    case .unknownToJudge(let what, let found, _, let file, let line):
      "\(file), line \(line): the judge knows no \(what) '\(found)'"
    case .promptBesideCaptions: "the model is told the pictures' own captions, so 'prompt' changes nothing"
    case .picturesTooSmall(let model, let side):
      "'\(model)' makes pictures of \(side) pixels, and SSIM compares windows of 11"
    }
  }

  var help: String? {
    switch self {
    case .imageFile(let error): error.remedy ?? "name a PNG or JPEG file of moderate size"
    case .uncroppedImage: "give 'crop' a part that is nearer to a square"
    case .crop: "crop another part"
    case .maskShapes: "give one of box, polygon, ellipse and file"
    case .mask(.size, _): "or give a shape in percent, which fits any size"
    case .mask(_, isInPercent: false):
      "lengths are in pixels of the resized image; 'unit: percent' fits any size"
    case .mask(_, isInPercent: true): "lengths are in percent of the image's width"
    case .blackMask: "paint white what is to be made anew"
    case .maskOfAnotherImage: "make the mask for the image that is edited"
    case .imageOfOtherSide(_, _, _, let side): "set its size to the model's, \(side)"
    case .pictureTooLarge(_, _, let side): "the model enlarges squares of at most \(side) pixels"
    case .promptsOfViews: "the first is for the image as it is, and each view has one of its own"
    case .promptsOfParts(_, _, _, let names):
      "one for each part" + (names.isEmpty ? "" : ": \(names.joined(separator: ", "))")
    case .piecesOfSide: "choose another view"
    case .methodCannotInpaint(_, let others): "choose \(others.map(\.rawValue).joined(separator: " or "))"
    case .noFolderOrName: "add a line 'folder: ...', or 'name: ...' for one of the models in report.yml"
    case .folderAndName: "remove one of them"
    case .noNamedModels(let name): "add the lines 'models:' and '  \(name): FOLDER' to it, or give 'folder'"
    case .unknownModel(let name, let known):
      (suggested(for: name, among: known).map { "\($0) " } ?? "")
        + "(models: \(known.joined(separator: ", ")))"
    case .noModel: "name a folder of the diffusers layout"
    case .embeddings: "a file of embeddings is made by safetensors"
    case .noEmbedding(_, _, _, let near, let known):
      near.isEmpty ? "known: \(quoted(known.prefix(8)))" : "did you mean \(quoted(near.prefix(8)))?"
    case .embeddingShape: "make the embeddings with the model's own encoder"
    case .noEncoder(_, true):
      "name the {model} of the first stage as 'encoder', or give its own block 'embeddings'"
    case .noEncoder(_, false): "give its {model} block 'embeddings': a safetensors file of prompts"
    case .notFirstStage(_, _, _, true): "name another {model}; {upscale} takes this one"
    case .notFirstStage(_, _, _, false): "name a model of the first stage"
    case .notSecondStage: "name a {model} that makes large images of small ones"
    case .unseenWords(_, let near, _, _, let isList):
      near.isEmpty ? unseenHelp(isList: isList) : "did you mean \(quoted(near))?"
    case .keysPassedOver: "nothing need be done; to be rid of this warning, remove them from the file"
    case .spacingUnheeded: "nothing need be done; 'ddpm' and 'ddim' take the model's timesteps"
    case .captions(let error): error.remedy
    case .weightsOfAnotherNetwork: "remove 'network', or write 'weights: random'"
    case .network: "name the config.json of a network that 'report models' can verify"
    case .networkOfAnotherStage(_, _, let isSecondStage):
      "name a network of the \(isSecondStage ? "second" : "first") stage"
    case .encoderNetwork: "name the config.json of a T5 v1.1 encoder"
    case .encoderWidth(let network, _): "choose an encoder whose d_model is \(network)"
    case .noEncoderToTrain: "name a {model} with a text encoder and its tokenizer"
    case .tokenizerOfAnother: "choose an encoder whose vocab_size is as large, and a {model} with a tokenizer"
    case .shards(let error): error.remedy
    case .shardsOfOtherSide(_, let side): "draw pictures of \(side) pixels, or twice, four times, ... as many"
    case .otherSmallPictures: "draw both folders from the same seed, and as many pictures"
    case .state: "name a compact.safetensors of a training of these networks"
    case .textWidth(_, let captions): "choose a network whose encoder_hid_dim is \(captions)"
    case .noJudge: "the sketchbook's is models/sketchbook/judge"
    case .judgeOfOtherPictures: "name a judge for such pictures"
    case .unknownToJudge(_, let found, let known, _, _):
      suggested(for: found, among: known) ?? "it knows \(known.prefix(12).joined(separator: ", "))"
    case .promptBesideCaptions: "remove it, or write 'captions: false'"
    case .picturesTooSmall: "name a model of larger pictures"
    }
  }
}

private func suggested(for name: String, among known: [String]) -> String? {
  Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
}

private func quoted(_ names: some Sequence<String>) -> String {
  names.map { "'\($0)'" }.joined(separator: ", ")
}

private func listed(_ words: [String]) -> String {
  let rest = words.count - TextToImageMistake.namedWords
  return quoted(words.prefix(TextToImageMistake.namedWords)) + (rest > 0 ? " and \(rest) more" : "")
}

private func unseenHelp(isList: Bool) -> String {
  isList
    ? "it knows the words of its tokenizer/\(KnownWords.fileName); what others lead to is chance"
    : "write them with the letters of its tokenizer"
}
