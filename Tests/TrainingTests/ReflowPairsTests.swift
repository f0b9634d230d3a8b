import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing
import Training

@Suite struct ReflowPairsTests {
  private let labels = (0..<134).map { UInt8($0 % 10) }

  private func teacher(_ conditioning: UNetConfiguration.Conditioning = .classes) -> UNet {
    var generator = TorchGenerator(seed: 2)
    return UNet(UNetConfiguration(width: 2, conditioning: conditioning), &generator)
  }

  private func pairs() -> ReflowPairs {
    ReflowPairs(of: teacher(), count: 134, labels: labels, steps: 2, solver: .euler, seed: 3)
  }

  @Test("each image is where the flow carries its noise, with its class") func pairing() {
    var pairs = pairs()
    while !pairs.isFinished { pairs.step() }
    var generator = TorchGenerator(seed: 3)
    #expect(pairs.noise == generator.normalImages([134, 28, 28, 1]))
    let rows = 128..<134
    let field = UNetField(network: teacher())
    var x = pairs.noise.gathering(rows)
    for step in 0..<2 {
      x = x + 0.5 * field.velocity(of: x, at: Float(step) / 2, labels: rows.map { Int(labels[$0]) })
    }
    #expect(pairs.images.gathering(rows) == x)
    #expect(pairs.isFinite && pairs.straightness > 0)
  }

  @Test("pairs that were interrupted go on to the same bits; a damaged file is refused") func resume() throws
  {
    let folder = try Scratch()
    let url = folder.url("pairs.safetensors")
    var whole = pairs()
    whole.step()
    try whole.save(to: url)
    var resumed = pairs()
    try resumed.resume(from: url)
    #expect(resumed.completed == 128)
    whole.step()
    resumed.step()
    #expect(resumed.isFinished && resumed.images == whole.images)
    #expect(resumed.straightness == whole.straightness)
    var data = try Data(contentsOf: url)
    data[data.count - 5] ^= 1
    try data.write(to: url)
    var refused = pairs()
    #expect(throws: CheckpointError.self) { try refused.resume(from: url) }
    #expect(refused.completed == 0)
  }

  @Test(
    "guidance 1 walks through the bits of the conditional network, for every solver",
    arguments: FixedStepSolver.allCases)
  func guidance(_ solver: FixedStepSolver) {
    var generator = TorchGenerator(seed: 9)
    let noise = generator.normalImages([3, 28, 28, 1])
    let network = teacher()
    let guided = Guided(UNetField(network: network), labels: [4, 0, 9], scale: 1)
    let plain = UNetField(network: network, labels: [4, 0, 9])
    let ends = (
      Trajectory(of: guided, from: noise, steps: 3, solver: solver).end,
      Trajectory(of: plain, from: noise, steps: 3, solver: solver).end
    )
    #expect(ends.0 == ends.1)
  }
}
