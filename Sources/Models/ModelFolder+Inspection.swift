import Checkpoints
import Files
import Foundation

/// What a network of a model is made of, by its files' headers: no weight is read.
public struct NetworkSummary: Hashable, Sendable {
  /// Which network.
  public let part: ModelFolder.Part
  /// The number of scalars.
  public let parameters: Int
  /// The bytes of all tensors on disk.
  public let byteCount: Int
  /// The number of scalars of each type, by the format's name for the type.
  public let elementTypes: [String: Int]
  /// The bytes that a forward pass needs for weights, roughly: a network's are in memory as they are on the disk, and one
  /// tensor at a time is float32 as well; of an encoder one block at a time, or its token table, is in memory.
  public let memory: Int
  /// Multiplications and additions with weights in one forward pass with one image or one prompt of 77 tokens; nil for a
  /// network that the engine does not have.
  public let operations: Double?
}

extension ModelFolder {
  /// The networks that are there; throws a `ModelError` for weights whose headers cannot be read.
  public func networks() throws(ModelError) -> [NetworkSummary] {
    var summaries: [NetworkSummary] = []
    for part in [Part.unet, .textEncoder] where has(part) { summaries.append(try summary(of: part)) }
    return summaries
  }

  /// Checks everything that can be checked without running the model: its parts, configurations, headers, every tensor's
  /// name and shape, the tokenizer. Throws a `ModelError` that names the file and what is wrong with it.
  public func verify() throws(ModelError) {
    try requireIndexedParts()
    _ = try networks()
    if has(.textEncoder) { _ = try PromptEncoder(self) }
    _ = try networkWeights()
    _ = try scheduler()
    if try networkConfiguration().isToldNoiseLevel { _ = try scheduler(.imageNoisingScheduler) }
  }

  /// Throws unless the parts are there that `model_index.json` names; without such a file any will do.
  private func requireIndexedParts() throws(ModelError) {
    let index = url.appendingPathComponent("model_index.json")
    guard FileKind(behind: index.path) != nil else { return }
    let named: ModelSettings
    do throws(SettingsError) { named = try ModelSettings(index) } catch { throw .settings(error) }
    let missing = Part.allCases.filter { part in
      // A part is named with its library and its class; [null, null] stands for one that the model does without.
      guard case .list(let names) = named.values[part.rawValue] else { return false }
      return names.contains { $0 != .null } && !has(part)
    }
    guard missing.isEmpty else {
      let files = missing.map { "\($0.rawValue)/\(settings(of: $0).lastPathComponent)" }
      throw .noIndexedParts(files: files, index: index.path)
    }
  }

  private func summary(of part: Part) throws(ModelError) -> NetworkSummary {
    let weights = try weights(of: part)
    let counts = weights.names.map { (weights.elementType(of: $0) ?? "", weights.shape(of: $0) ?? []) }
    let types = Dictionary(counts.map { ($0.0, $0.1.reduce(1, *)) }, uniquingKeysWith: +)
    return NetworkSummary(
      part: part, parameters: types.values.reduce(0, +), byteCount: weights.byteCount, elementTypes: types,
      memory: Self.memory(of: weights, part), operations: try operations(of: part))
  }

  /// nil for a network that the engine does not implement.
  private func operations(of part: Part) throws(ModelError) -> Double? {
    do throws(ModelError) {
      return part == .unet ? try networkConfiguration().operations : try textConfiguration().operations
    } catch {
      guard case .settings(let settings) = error else { throw error }
      switch settings.reason {
      case .value, .unknown: return nil
      case .file, .noObject, .missing: throw error
      }
    }
  }

  private static func memory(of weights: WeightFiles, _ part: Part) -> Int {
    let counts = weights.names.map { name in (name, weights.shape(of: name)?.reduce(1, *) ?? 0) }
    let conversion = 8 * (counts.map(\.1).max() ?? 0)  // in torch's layout and in the engine's
    guard part == .textEncoder else { return weights.byteCount + conversion }
    let blocks = Dictionary(
      counts.map { name, count in (name.split(separator: ".").prefix(3).joined(separator: "."), count) },
      uniquingKeysWith: +)
    return 4 * (blocks.values.max() ?? 0) + conversion
  }
}
