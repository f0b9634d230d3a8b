import Autograd
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing
import Training

@Suite struct NoiseObjectiveTests {
  private let schedule = NoiseSchedule.squaredCosine()

  private func network(_ generator: inout TorchGenerator) throws -> TextToImageUNet {
    let json = """
      {"sample_size": 8, "in_channels": 3, "out_channels": 6, "layers_per_block": 1, "norm_num_groups": 8,
       "block_out_channels": [16, 32], "attention_head_dim": 8, "cross_attention_dim": 32, "encoder_hid_dim": 12,
       "down_block_types": ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"],
       "mid_block_type": "UNetMidBlock2DSimpleCrossAttn", "addition_embed_type": "text",
       "up_block_types": ["SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"],
       "addition_embed_type_num_heads": 2, "cross_attention_norm": "group_norm",
       "resnet_time_scale_shift": "scale_shift", "act_fn": "gelu"}
      """
    let configuration = try TextToImageConfiguration(json: Data(json.utf8), path: "test")
    return TextToImageUNet(configuration, &generator)
  }

  private func batch(_ objective: NoiseObjective, _ generator: inout TorchGenerator) -> NoiseBatch {
    objective.batch(
      of: generator.uniform([4, 8, 8, 3], from: -1, to: 1), texts: generator.normal([4, 5, 12]),
      emptyText: Tensor(repeating: 0, shape: [1, 5, 12]), schedule, &generator)
  }

  @Test("training lowers the loss of a batch", arguments: PredictionTarget.allCases)
  func training(_ target: PredictionTarget) throws {
    let objective = NoiseObjective(target: target)
    var generator = TorchGenerator(seed: 3)
    var network = try network(&generator)
    var adam = Adam(for: network)
    let batch = batch(objective, &generator)
    var losses: [Float] = []
    for _ in 0..<12 {
      let step = network.valueWithGradient(objective, batch)
      losses.append(step.value)
      adam.update(&network, gradients: step.gradients, learningRate: 2e-3)
    }
    #expect(losses.allSatisfy { $0.isFinite })
    #expect(losses.last! < 0.8 * losses[0], "\(losses)")
  }

  @Test("the variance's term teaches the variance alone") func stoppedMean() throws {
    var generator = TorchGenerator(seed: 3)
    let network = try network(&generator)
    var batch = batch(NoiseObjective(), &generator)
    batch = NoiseBatch(
      images: batch.images, noise: batch.noise, timesteps: [0, 1, 500, 999], text: batch.text, schedule)
    func gradient(_ weight: Float) -> Tensor {
      network.valueWithGradient(NoiseObjective(boundWeight: weight), batch).gradients.last!
    }
    // The last parameter is the output's bias [6]: three of the noise, three of the variance's code.
    let (without, with) = (gradient(0).scalars, gradient(1).scalars)
    #expect(without[..<3] == with[..<3])
    #expect(without[3...].allSatisfy { $0 == 0 } && with[3...].allSatisfy { $0 != 0 })
  }

  @Test("a perfect prediction of noise or velocity has no squared error") func targets() throws {
    var generator = TorchGenerator(seed: 3)
    for target in PredictionTarget.allCases {
      let objective = NoiseObjective(target: target, boundWeight: 0)
      let batch = batch(objective, &generator)
      let answers = (0..<4).map { row -> Tensor in
        let alphaBar = schedule.alphaBar(at: batch.timesteps[row])
        let (image, noise) = (batch.images.gathering([row]), batch.noise.gathering([row]))
        return target == .noise
          ? noise : alphaBar.squareRoot() * noise - (1 - alphaBar).squareRoot() * image
      }
      let exact = Tensor(shape: [4, 8, 8, 3], scalars: answers.flatMap(\.scalars))
      #expect(objective.loss(of: Variable(exact), for: batch).value.scalars[0] < 1e-10)
    }
  }

  private struct Golden: Decodable {
    struct Loss: Decodable {
      let error, bound: Double
      let gradients: [String: Double]
    }
    let timesteps: [Int]
    let seed: UInt64
    let prompts: [String]
    let noise, velocity: Loss
  }

  @Test("loss and gradients on fixed draws are torch's, to 1e-4", arguments: PredictionTarget.allCases)
  func golden(_ target: PredictionTarget) throws {
    let golden = try fixtures.decode(Golden.self, "noise_objective.json")
    let network = try SampleTraining.folder().networkToTrain()
    let texts = try PromptEmbeddings(Fixtures.shared.url("random-model-prompts.safetensors"))
    var generator = TorchGenerator(seed: golden.seed)
    let images = Tensor(shape: [4, 16, 16, 3]) { result in
      for index in result.indices {
        let (n, y, x, c) = (index / 768, index / 48 % 16, index / 3 % 16, index % 3)
        result[index] = Float((31 * n + 50 * c + 7 * y + 13 * x) % 256) / 255 * 2 - 1
      }
    }
    let batch = NoiseBatch(
      images: images, noise: generator.normalImages(images.shape), timesteps: golden.timesteps,
      text: Tensor(shape: [4, 9, 24], scalars: try golden.prompts.flatMap { try texts[$0].scalars }), schedule
    )
    let expected = target == .noise ? golden.noise : golden.velocity
    let error = network.valueWithGradient(NoiseObjective(target: target, boundWeight: 0), batch).value
    let whole = network.valueWithGradient(NoiseObjective(target: target), batch)
    #expect(abs(Double(error) - expected.error) < 1e-5 + 1e-4 * expected.error)
    let bound = Double(whole.value - error)
    #expect(abs(bound - expected.bound) < 1e-5 + 1e-4 * expected.bound, "\(bound), not \(expected.bound)")
    let names = network.namedTensors.map(\.name)
    #expect(Set(names) == Set(expected.gradients.keys))
    for (name, gradient) in zip(names, whole.gradients) {
      let (found, norm) = (gradient.squaredNorm.squareRoot(), try #require(expected.gradients[name]))
      #expect(abs(found - norm) < 1e-5 + 1e-4 * norm, "\(name): \(found), not \(norm)")
    }
  }

  @Test("texts are dropped at the rate asked for") func dropping() {
    var generator = TorchGenerator(seed: 9)
    let batch = NoiseObjective(dropProbability: 0.25).batch(
      of: Tensor(repeating: 0, shape: [400, 1, 1, 3]), texts: Tensor(repeating: 1, shape: [400, 1, 1]),
      emptyText: Tensor(repeating: 0, shape: [1, 1, 1]), schedule, &generator)
    let dropped = Double(batch.text.embeddings?.scalars.count { $0 == 0 } ?? 0)
    #expect(abs(dropped - 100) < 4 * (400 * 0.25 * 0.75).squareRoot())
    #expect(Set(batch.timesteps).count > 300)
  }

  @Test("a drawn network samples through guidance with the learned variance") func sampling() throws {
    var generator = TorchGenerator(seed: 3)
    let model = TextToImagePredictor(try network(&generator))
    let guided = GuidedNoise(
      model, text: generator.normal([1, 5, 12]), negative: Tensor(repeating: 0, shape: [1, 5, 12]), scale: 7)
    let method = DDPM(
      schedule, steps: Timesteps.strided(from: 990, by: 330),
      thresholding: .dynamic(ratio: 0.95, maximum: 1.5), streams: ImageStreams(generator))
    let states = Array(Denoising(method, guided, from: generator.normalImages([2, 8, 8, 3])))
    #expect(states.count == 5 && states.last!.x.scalars.allSatisfy { abs($0) <= 1.001 })
  }
}
