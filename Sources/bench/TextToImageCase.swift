import Foundation
import Networks
import Tensors

/// One guided step of a text-to-image UNet at 64x64: a batch of two images with 77 tokens each.
struct TextToImageCase: BenchmarkCase {
  /// Channels of the first level; the others have two, three and four times as many.
  let width: Int
  var runs = 3

  var name: String { "text-to-image width \(width)" }

  static let all = [TextToImageCase(width: 32), TextToImageCase(width: 192)]

  func run() throws -> BenchmarkResult {
    let json = """
      {"sample_size": 64, "in_channels": 3, "out_channels": 6, "layers_per_block": 3,
       "block_out_channels": [\(width), \(2 * width), \(3 * width), \(4 * width)], "attention_head_dim": 64,
       "down_block_types": ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnDownBlock2D",
         "SimpleCrossAttnDownBlock2D"], "mid_block_type": "UNetMidBlock2DSimpleCrossAttn",
       "up_block_types": ["SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D",
         "ResnetUpsampleBlock2D"], "cross_attention_dim": \(4 * width), "cross_attention_norm": "group_norm",
       "encoder_hid_dim": 4096, "addition_embed_type": "text", "addition_embed_type_num_heads": 64,
       "resnet_time_scale_shift": "scale_shift", "act_fn": "gelu"}
      """
    let configuration = try TextToImageConfiguration(json: Data(json.utf8), path: name)
    var generator = TorchGenerator(seed: 0)
    let network = TextToImageUNet(configuration, &generator)
    let (x, text) = (generator.normal([2, 64, 64, 3]), generator.normal([2, 77, 4096]))
    let step = Stopwatch.median(of: runs) { _ = network(x, timesteps: [500, 500], text: text) }
    return BenchmarkResult(name: name, values: ["step ms": step, "peak MB": PeakMemory.megabytes])
  }
}
