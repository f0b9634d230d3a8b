import Diffusion
import Foundation
import Models
import Networks
import Tensors
import Testing
import Training

@Suite struct ModelFolderWritingTests {
  private static func written(
    _ network: TextToImageUNet, _ configuration: URL? = nil,
    predicting prediction: SchedulerConfiguration.Prediction,
    _ body: (ModelFolder) throws -> Void
  ) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("model-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    let source = try SampleTraining.folder()
    try ModelFolder.write(
      network, to: url, configuration: configuration ?? source.settings(of: .unet), schedule: source,
      prediction: prediction)
    try body(ModelFolder(url))
  }

  @Test("a trained network comes back from its folder with the same bits and its schedule") func roundTrip()
    throws
  {
    var run = try SampleTraining.run(SampleTraining.training(target: .velocity))
    for _ in 0..<2 { try run.step() }
    try Self.written(run.result, predicting: .velocity) { folder in
      try folder.verify()
      #expect(folder.parts == [.unet, .scheduler])
      let model = try TextToImageModel(folder)
      #expect(model.prediction == .velocity && model.variance == .learned)
      #expect(model.thresholding == .dynamic(ratio: 0.95, maximum: 1.5))
      #expect(try folder.networkToTrain().weights == run.result.weights)
      var generator = TorchGenerator(seed: 1)
      let (x, text) = (generator.normal([1, 16, 16, 3]), generator.normal([1, 4, 24]))
      #expect(
        model.network(x, timesteps: [5], text: text) == run.result(x, timesteps: [5], text: text))
    }
  }

  @Test("a network without a variance gets a schedule that has one") func variance() throws {
    var generator = TorchGenerator(seed: 1)
    let configuration = try SampleTraining.network(learnsVariance: false)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try configuration.json.write(to: file)
    try Self.written(TextToImageUNet(configuration, &generator), file, predicting: .noise) { folder in
      let model = try TextToImageModel(folder)
      #expect(model.variance == .posterior && model.prediction == .noise)
    }
  }
}
