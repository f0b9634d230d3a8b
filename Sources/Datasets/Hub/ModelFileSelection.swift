import Foundation

/// Which files of a model's repository are of use: the configurations, the tokenizer, and one set of weights a network.
enum ModelFileSelection {
  private static let parts = ["unet", "text_encoder", "tokenizer", "scheduler", "image_noising_scheduler"]
  private static let small = [
    "config.json", "scheduler_config.json", "spiece.model", "tokenizer_config.json", "model_index.json",
  ]

  /// The paths to fetch; `isHalf` prefers 16-bit weights where there are any.
  static func chosen(among paths: [String], isHalf: Bool) -> [String] {
    let safe = paths.filter { path in
      let components = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      return components.allSatisfy(HubModel.isPlain)
        && (path == "model_index.json" || (components.count == 2 && parts.contains(components[0])))
    }
    let fixed = safe.filter { small.contains(String($0.split(separator: "/").last ?? "")) }
    return fixed + ["unet", "text_encoder"].flatMap { weights(in: $0, safe, isHalf) }
  }

  private static func weights(in part: String, _ paths: [String], _ isHalf: Bool) -> [String] {
    let own = paths.filter { $0.hasPrefix("\(part)/") && isWeights($0) }
    let (half, full) = (own.filter { $0.contains(".fp16") }, own.filter { !$0.contains(".fp16") })
    let wanted = isHalf ? [half, full] : [full, half]
    return wanted.first { files in files.contains { $0.hasSuffix(".safetensors") } } ?? []
  }

  private static func isWeights(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard name.hasPrefix("diffusion_pytorch_model") || name.hasPrefix("model") else { return false }
    return name.hasSuffix(".safetensors")
      || name.hasSuffix(".safetensors.index.json") || name.hasSuffix(".safetensors.index.fp16.json")
  }
}
