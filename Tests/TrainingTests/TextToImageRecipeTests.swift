import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing
import Training

@Suite(.serialized) struct TextToImageRecipeTests {
  private let folder: Scratch
  private var state: URL { folder.url("state.safetensors") }
  private var compact: URL { folder.url(CompactState.fileName) }

  init() throws { folder = try Scratch() }

  private func finished(_ run: TextToImageRun) throws -> TextToImageRun {
    var run = run
    while !run.isFinished { try run.step() }
    return run
  }

  private struct Golden: Decodable {
    struct Training: Decodable {
      let losses: [Double]
      let weights, average: [String: [Double]]
    }
    let seed: UInt64
    let captions: [String]
    let first, second: Training
  }

  @Test(
    "six steps of UNet and encoder by the recipe are torch's", arguments: LearningTexts.Stage.allCases)
  func golden(_ stage: LearningTexts.Stage) throws {
    let golden = try fixtures.decode(Golden.self, "text_to_image_training.json")
    #expect(golden.captions == LearningTexts.captions + LearningTexts.captions)
    let expected = stage == .first ? golden.first : golden.second
    let run = try finished(LearningTexts.run(stage, seed: golden.seed))
    #expect(run.losses.count == expected.losses.count)
    for (loss, torch) in zip(run.losses, expected.losses) {
      #expect(abs(Double(loss) - torch) < 1e-4 * torch, "\(run.losses), not \(expected.losses)")
    }
    for (networks, digests) in [(run.network, expected.weights), (run.result, expected.average)] {
      #expect(Set(networks.namedTensors.map(\.name)) == Set(digests.keys))
      for (name, tensor) in networks.namedTensors {
        let scalars = tensor.scalars.map(Double.init)
        let norm = scalars.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let projection = scalars.enumerated().reduce(0) { $0 + $1.1 * cos(0.5 * Double($1.0)) }
        let torch = try #require(digests[name])
        let tolerance = 1e-3 * (torch[0] + 0.1)
        #expect(abs(norm - torch[0]) < tolerance, "\(name): \(norm), not \(torch[0])")
        #expect(abs(projection - torch[1]) < tolerance, "\(name): \(projection), not \(torch[1])")
      }
    }
  }

  @Test(
    "interrupted and resumed with a learning encoder it gives the bits of the uninterrupted training",
    arguments: LearningTexts.Stage.allCases, [0, 1, 4])
  func resume(_ stage: LearningTexts.Stage, interruption: Int) throws {
    let start = try LearningTexts.run(stage, drawnEncoder: true)
    let whole = try finished(start)
    var run = start
    for _ in 0..<interruption { try run.step() }
    try run.saveState(to: state)
    var resumed = start
    try resumed.resume(from: state)
    resumed = try finished(resumed)
    #expect(resumed.losses == whole.losses && whole.losses.count == 6)
    #expect(resumed.network.weights == whole.network.weights)
    #expect(resumed.result.weights == whole.result.weights)
    let drawn = try #require(start.network.encoder)
    #expect(try #require(whole.network.encoder).weights != drawn.weights, "the encoder learns")
  }

  @Test("a compact state is a quarter of a state, and what goes on from it begins at its average")
  func compactState()
    throws
  {
    var run = try LearningTexts.run(epochs: 4)
    for _ in 0..<5 { try run.step() }
    try run.saveState(to: state)
    func size(_ url: URL) throws -> Int { try Data(contentsOf: url).count }
    // The headers of so small a network count; without them it is exactly a quarter.
    #expect(try Double(size(compact)) < 0.4 * Double(size(state)))
    let file = try CompactState(compact)
    #expect(file.steps == 5)
    var other = try LearningTexts.run(epochs: 4)
    try other.goOn(from: file)
    #expect(other.completedSteps == 5 && other.losses == run.losses && other.learningRate == run.learningRate)
    for (own, average) in zip(other.network.weights, run.result.weights) {
      let difference = zip(own.scalars, average.scalars).map { abs($0 - $1) / (abs($1) + 1e-4) }.max() ?? 0
      #expect(difference < 1e-3)
    }
    #expect(other.network.weights == other.result.weights)
    let (next, usual) = (try other.step(), try run.step())
    #expect(abs(next - usual) < 0.5 * usual)
    other = try finished(other)
    #expect(other.losses.count == 8 && other.losses.allSatisfy(\.isFinite))
  }

  @Test("a training that went on from a compact state resumes to the same bits, and refuses another's state")
  func resumeAfterGoingOn() throws {
    var run = try LearningTexts.run()
    try run.step()
    try run.saveState(to: state)
    let file = try CompactState(compact)
    var on = try LearningTexts.run()
    try on.goOn(from: file)
    #expect(throws: CheckpointError.self, "the state of the first one") { try on.resume(from: state) }
    let start = on
    let whole = try finished(on)
    try on.step()
    try on.saveState(to: state)
    var resumed = start
    try resumed.resume(from: state)
    #expect(try finished(resumed).result.weights == whole.result.weights)
  }

  @Test("a compact state of other networks, of a longer training, or damaged, is refused")
  func wrongCompactState() throws {
    var run = try LearningTexts.run()
    while !run.isFinished { try run.step() }
    try run.saveState(to: state)
    let file = try CompactState(compact)
    var second = try LearningTexts.run(.second)
    let other = #expect(throws: CheckpointError.self) { try second.goOn(from: file) }
    #expect("\(other!)".contains("conv_in.weight"))
    var same = try LearningTexts.run()
    let long = #expect(throws: CheckpointError.self) { try same.goOn(from: file) }
    #expect("\(long!)".contains("less than 6 steps"))
    #expect(throws: CheckpointError.self, "no compact state") { try CompactState(state) }
    var bytes = try Data(contentsOf: compact)
    bytes[bytes.count - 5] ^= 1
    try bytes.write(to: compact)
    #expect(throws: CheckpointError.self, "damaged") { try CompactState(compact) }
  }

  @Test("weights by the signal-to-noise ratio are the recipe's, with a mean of 1") func weighting() throws {
    let schedule = NoiseSchedule.squaredCosine()
    let objective = NoiseObjective(boundWeight: 0, weighting: .minSNR)
    var generator = TorchGenerator(seed: 1)
    let network = try SampleTraining.folder().networkToTrain()
    let images = generator.uniform([1, 16, 16, 3], from: -1, to: 1)
    let (noise, text) = (generator.normalImages(images.shape), generator.normal([1, 4, 24]))
    func ratio(_ timestep: Int) -> Double {
      let batch = NoiseBatch(images: images, noise: noise, timesteps: [timestep], text: text, schedule)
      let weighted = network.valueWithGradient(objective, batch).value
      let plain = network.valueWithGradient(NoiseObjective(boundWeight: 0), batch).value
      return Double(weighted) / Double(plain)
    }
    // objective._weights at timesteps 0, 300, 500, 999, printed by the recipe.
    for (timestep, expected) in [(0, 0.058166), (300, 0.493584), (500, 0.787705), (999, 1.938878)] {
      #expect(abs(ratio(timestep) - expected) < 1e-4 * (1 + expected), "\(timestep): \(ratio(timestep))")
    }
  }

  @Test("an objective written before there was a choice of timesteps and weights is read as it was meant")
  func olderObjective() throws {
    let json = #"{"target": "velocity", "boundWeight": 1, "dropProbability": 0.2}"#
    let read = try JSONDecoder().decode(NoiseObjective.self, from: Data(json.utf8))
    #expect(read == NoiseObjective(target: .velocity, dropProbability: 0.2))
  }
}
