import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ModelFolderWritingTests {
  private let scratch: Scratch
  private let source: ModelFolder

  init() throws {
    scratch = try Scratch()
    source = try ModelFolder(Fixtures.shared.url("random-model"))
  }

  /// A drawn network of a configuration (a file's, or the source's), written to a folder and opened there.
  private func written(
    _ configuration: TextToImageConfiguration, file: URL? = nil,
    predicting prediction: SchedulerConfiguration.Prediction
  ) throws -> (network: TextToImageUNet, folder: ModelFolder) {
    var generator = TorchGenerator(seed: 7)
    let network = TextToImageUNet(configuration, &generator)
    let url = scratch.url("model")
    try ModelFolder.write(
      network, to: url, configuration: file ?? source.settings(of: .unet), schedule: source,
      prediction: prediction)
    return (network, try ModelFolder(url))
  }

  @Test("a network comes back from its folder with the same bits and its schedule") func roundTrip() throws {
    let (network, folder) = try written(source.networkConfiguration(), predicting: .velocity)
    try folder.verify()
    #expect(folder.parts == [.unet, .scheduler])
    let model = try TextToImageModel(folder)
    #expect(model.prediction == .velocity && model.variance == .learned)
    #expect(model.thresholding == .dynamic(ratio: 0.95, maximum: 1.5))
    #expect(try folder.networkToTrain().namedTensors.map(\.tensor) == network.namedTensors.map(\.tensor))
    var generator = TorchGenerator(seed: 1)
    let (x, text) = (generator.normal([1, 16, 16, 3]), generator.normal([1, 4, 24]))
    #expect(model.network(x, timesteps: [5], text: text) == network(x, timesteps: [5], text: text))
  }

  @Test("a network without a variance gets a schedule that has one") func variance() throws {
    var configuration = try source.networkConfiguration()
    configuration.outputChannels = 3
    let file = try scratch.write(configuration.json, to: "config.json")
    let model = try TextToImageModel(written(configuration, file: file, predicting: .noise).folder)
    #expect(model.variance == .posterior && model.prediction == .noise)
  }

  @Test("a text encoder that learned is written with its tokenizer, and the folder is a whole model")
  func texts() throws {
    let (_, folder) = try written(source.networkConfiguration(), predicting: .noise)
    var generator = TorchGenerator(seed: 8)
    let encoder = T5Encoder(try source.textConfiguration(), &generator)
    try ModelFolder.write(
      encoder, to: folder.url, configuration: source.settings(of: .textEncoder), tokenizer: source,
      words: ["pencil", "ship"])
    try folder.verify()
    #expect(folder.parts == [.unet, .textEncoder, .tokenizer, .scheduler])
    #expect(try folder.knownWords().words == ["pencil", "ship"])
    #expect(try folder.encoderToTrain().namedTensors.map(\.tensor) == encoder.namedTensors.map(\.tensor))
    func text(_ folder: ModelFolder) throws -> String {
      try String(contentsOf: folder.settings(of: .textEncoder), encoding: .utf8)
    }
    #expect(
      try text(folder) == text(source).replacing("\"dtype\": \"float16\"", with: "\"dtype\": \"float32\""))
    let prompts = ["a pencil", ""]
    let tokenizer = try folder.captionTokenizer(for: encoder.configuration)
    #expect(
      try PromptEncoder(folder).embeddings(of: prompts)
        == encoder.embeddings(prompts.map { tokenizer.tokens(of: $0) }))
    let copy = scratch.url("copy")
    try ModelFolder.copyTexts(of: folder, to: copy)
    for name in ModelFolder.writtenTextFiles + ["tokenizer/words.txt"] {
      #expect(
        try Data(contentsOf: copy.appending(path: name)) == Data(contentsOf: folder.url.appending(path: name))
      )
    }
  }
}
