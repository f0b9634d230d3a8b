import Checkpoints
import Foundation
import Networks
import Tensors

/// What a training can go on from elsewhere, small enough for a repository: four bytes for each weight.
///
/// It holds the averaged weights in half precision, the roots of Adam's second moments in half precision over the largest
/// of their tensor, and all losses. Lost are: the newest weights (the averaged ones take their place), the lower half of
/// all digits, Adam's first moments (which begin at zero and are back after some 1 / (1 - beta1) steps), and the random
/// stream with what was left of the epoch's order (both begin anew). So a training that goes on from it is as good as the
/// one it was taken from, but not the same bits.
public struct CompactState: Sendable {
  /// Its name beside a training's state.
  public static let fileName = "compact.safetensors"

  private static let (checksumKey, formatKey, format) = ("checksum", "report-training", "compact 1")
  private static let (average, root, scales, lossName) = ("average.", "adam.root.", "adam.scales", "losses")
  /// The least half precision number above zero, over which a root that became zero counts.
  private static let least: Float = 0x1p-24

  private let file: SafetensorsFile

  /// Opens a file; throws a `CheckpointError` when it is damaged or none such.
  public init(_ url: URL) throws(CheckpointError) {
    file = try SafetensorsFile(url)
    guard file.metadata[Self.formatKey] == Self.format else {
      throw CheckpointError(
        file: file.path, .mismatch("a", expected: "compact state of a training", found: "another file"))
    }
    guard file.metadata[Self.checksumKey] == "\(file.checksum)" else {
      throw CheckpointError(file: file.path, .damaged("its checksum is another"))
    }
  }

  /// Where it is.
  public var path: String { file.path }
  /// A checksum of all that is in it.
  public var checksum: Checksum { file.checksum }
  /// How many steps were made before it.
  public var steps: Int { file.shape(of: Self.lossName)?.first ?? 0 }

  /// Throws a `CheckpointError` unless the state is one of networks with these weights, by their names and torch's shapes.
  public func require(weights: [(name: String, shape: [Int])]) throws(CheckpointError) {
    for (name, shape) in weights {
      guard let found = file.shape(of: Self.average + name) else {
        throw CheckpointError(file: path, .missing(name: Self.average + name))
      }
      guard found == shape else {
        throw CheckpointError(file: path, .shape(name: Self.average + name, expected: shape, found: found))
      }
    }
    let count = file.names.count { $0.hasPrefix(Self.average) }
    guard count == weights.count else {
      throw CheckpointError(
        file: path, .mismatch("a", expected: "state of \(weights.count) weights", found: "one of \(count)"))
    }
  }

  func optimization<Network: Module>(
    of network: Network, averageDecay: Double?, _ settings: Adam.Settings
  ) throws(CheckpointError) -> Optimization<Network> {
    try require(weights: network.weights.map { ($0.name.description, $0.torchShape) })
    var loaded = network
    try loaded.load(from: file, prefix: Self.average)
    let parameters = loaded.parameters
    let scales = try file.tensor(named: Self.scales, shape: [parameters.count]).scalars
    var squares: [Tensor] = []
    for (index, parameter) in parameters.enumerated() {
      let roots = try file.tensor(named: "\(Self.root)\(index)", shape: parameter.shape)
      squares.append(roots.mapped { max($0, Self.least) * scales[index] }.squared)
    }
    let losses = try file.tensor(named: Self.lossName).scalars
    let adam = Adam(
      step: losses.count, firstMoments: parameters.map { Tensor(repeating: 0, shape: $0.shape) },
      secondMoments: squares, settings)
    return Optimization(of: loaded, averageDecay: averageDecay, adam, losses: losses)
  }

  static func write(_ optimization: Optimization<some Module>, to url: URL) throws {
    var writer = SafetensorsWriter()
    for (name, tensor) in optimization.result.namedTensors { writer.addHalf(tensor, named: average + name) }
    var largest: [Float] = []
    for (index, squares) in optimization.adam.secondMoments.enumerated() {
      let roots = squares.mapped { $0.squareRoot() }
      let scale = roots.withUnsafeScalars { $0.max() } ?? 0
      largest.append(scale)
      writer.addHalf(roots.mapped { scale > 0 ? $0 / scale : 0 }, named: "\(root)\(index)")
    }
    writer.add(Tensor(shape: [largest.count], scalars: largest), named: scales)
    let losses = optimization.losses
    writer.add(Tensor(shape: [losses.count], scalars: losses), named: lossName)
    writer.metadata = [formatKey: format, checksumKey: "\(writer.checksum)"]
    try writer.write(to: url)
  }
}

extension Tensor {
  fileprivate func mapped(_ body: (Float) -> Float) -> Tensor {
    withUnsafeScalars { source in
      Tensor(shape: shape) { result in for index in result.indices { result[index] = body(source[index]) } }
    }
  }

  fileprivate var squared: Tensor { mapped { $0 * $0 } }
}
