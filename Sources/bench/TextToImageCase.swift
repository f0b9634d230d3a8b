import Checkpoints
import Foundation
import Networks
import Tensors

/// One guided step of a text-to-image UNet at 64x64: a batch of two images with 77 tokens each.
struct TextToImageCase: BenchmarkCase {
  /// Channels of the first level; the others have two, three and four times as many.
  let width: Int
  var residency = WeightResidency.single
  var runs = 3

  var name: String { "text-to-image width \(width)" + (residency == .single ? "" : " \(residency.rawValue)") }

  static let all = [
    TextToImageCase(width: 32), TextToImageCase(width: 192), TextToImageCase(width: 192, residency: .half),
    TextToImageCase(width: 192, residency: .file),
  ]

  func run() throws -> BenchmarkResult {
    let json = """
      {"sample_size": 64, "in_channels": 3, "out_channels": 6, "layers_per_block": 3,
       "block_out_channels": [\(width), \(2 * width), \(3 * width), \(4 * width)],
       "attention_head_dim": \(min(64, width)),
       "down_block_types": ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnDownBlock2D",
         "SimpleCrossAttnDownBlock2D"], "mid_block_type": "UNetMidBlock2DSimpleCrossAttn",
       "up_block_types": ["SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D",
         "ResnetUpsampleBlock2D"], "cross_attention_dim": \(4 * width), "cross_attention_norm": "group_norm",
       "encoder_hid_dim": 4096, "addition_embed_type": "text", "addition_embed_type_num_heads": 64,
       "resnet_time_scale_shift": "scale_shift", "act_fn": "gelu"}
      """
    let configuration = try TextToImageConfiguration(json: Data(json.utf8), path: name)
    var generator = TorchGenerator(seed: 0)
    let network = try TextToImageUNet(
      configuration, from: EvenWeights(of: configuration), path: name, residency: residency)
    let (x, text) = (generator.normal([2, 64, 64, 3]), generator.normal([2, 77, 4096]))
    let step = Stopwatch.median(of: runs) { _ = network(x, timesteps: [500, 500], text: text) }
    return BenchmarkResult(name: name, values: ["step ms": step, "peak MB": PeakMemory.megabytes])
  }
}

/// Weights in sixteenths of their bound, as if from a file in half precision that is in memory already.
struct EvenWeights: WeightSource {
  let names: [String]

  init(of configuration: TextToImageConfiguration) {
    names = TextToImageUNet.weightShapes(of: configuration).map(\.name)
  }

  func tensor(named name: String, shape: [Int]) -> Tensor {
    let fan = max(16, shape.dropFirst().reduce(1, *))
    let step = Float(sign: .plus, exponent: -4 - Int(Double(fan).squareRoot().exponent), significand: 1)
    return Tensor(shape: shape) { weights in
      var state: UInt32 = 1
      for index in weights.indices {
        state = state &* 1_664_525 &+ 1_013_904_223
        weights[index] = Float(Int(state >> 27) - 16) * step
      }
    }
  }
}
