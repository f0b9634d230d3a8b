import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors

/// Noise and what a trained flow makes of it: the pairs on which reflow trains a straighter flow (Liu et al. 2023).
///
///     var pairs = ReflowPairs(of: teacher, count: 20_000, labels: labels, steps: 50, solver: .euler, seed: 0)
///     while !pairs.isFinished { pairs.step() }
///     var run = TrainingRun(configuration, images: pairs.images, labels: labels, noise: pairs.noise)
///
/// The noise is `torch.randn(count, 1, 28, 28)` after `manual_seed(seed)`. A value: a copy is a snapshot.
public struct ReflowPairs: Sendable {
  private static let batchSize = 128
  /// [count, 28, 28, 1], the starting points.
  public let noise: Tensor
  /// How many images have been made.
  public private(set) var completed = 0
  /// The straightness of the teacher's ways so far; 0 before the first.
  public var straightness: Double { completed == 0 ? 0 : straightnessSum / Double(completed) }
  private let teacher: UNet
  private let labels: [UInt8]?
  private let steps: Int
  private let solver: FixedStepSolver
  private var ends: Tensor
  private var straightnessSum = 0.0

  /// - Parameters:
  ///   - teacher: a network that is told the time, and perhaps a class.
  ///   - labels: the class of each image, for a teacher that is told one.
  public init(
    of teacher: UNet, count: Int, labels: [UInt8]?, steps: Int, solver: FixedStepSolver, seed: UInt64
  ) {
    let needsLabels = teacher.configuration.conditioning == .classes
    precondition(
      count > 0 && (!needsLabels || labels?.count == count),
      "ReflowPairs: expected a positive count of images and as many labels, got \(count) and \(labels?.count ?? 0)"
    )
    var generator = TorchGenerator(seed: seed)
    noise = generator.normalImages([count, 28, 28, 1])
    ends = Tensor(repeating: 0, shape: noise.shape)
    (self.teacher, self.labels) = (teacher, needsLabels ? labels : nil)
    (self.steps, self.solver) = (steps, solver)
  }

  /// How many pairs there will be.
  public var count: Int { noise.shape[0] }
  /// Whether all images are made.
  public var isFinished: Bool { completed >= count }
  /// [count, 28, 28, 1], what the flow made of the noise; zeros from `completed` on.
  public var images: Tensor { ends }
  /// Whether all images so far are finite numbers.
  public private(set) var isFinite = true

  /// Makes the next 128 images.
  public mutating func step() {
    let rows = completed..<min(completed + Self.batchSize, count)
    let start = noise.gathering(rows)
    let field = UNetField(network: teacher, labels: labels.map { $0[rows].map(Int.init) })
    var (x, way) = (start, Straightness(from: start))
    for state in Trajectory(of: field, from: start, steps: steps, solver: solver) {
      x = state.x
      way.add(x, at: state.time)
    }
    place(x, at: rows)
    isFinite = isFinite && x.squaredNorm.isFinite
    straightnessSum += way.value * Double(rows.count)
    completed = rows.upperBound
  }

  private mutating func place(_ x: Tensor, at rows: Range<Int>) {
    let size = ends.count / count
    ends.withUnsafeMutableScalars { ends in
      x.withUnsafeScalars { x in
        for index in x.indices { ends[rows.lowerBound * size + index] = x[index] }
      }
    }
  }
}

extension ReflowPairs {
  /// Writes the images made so far, for `resume`; replaces the file in one step. Throws what the file system does.
  public func save(to url: URL) throws {
    var writer = SafetensorsWriter()
    writer.add(ends.gathering(0..<completed), named: "images")
    writer.add([Int64(bitPattern: straightnessSum.bitPattern)], shape: [1], named: "straightness")
    writer.metadata["checksum"] = "\(writer.checksum)"
    try writer.write(to: url)
  }

  /// Goes on from a file that the same pairs wrote.
  ///
  /// Throws a `CheckpointError` for a file that is damaged; nothing changes then.
  public mutating func resume(from url: URL) throws(CheckpointError) {
    let file = try SafetensorsFile(url)
    let images = try file.tensor(named: "images")
    let sum = try file.integers(named: "straightness").values
    let isWhole = images.shape.first.map { $0 == count || $0 % Self.batchSize == 0 && $0 < count } ?? false
    guard file.metadata["checksum"] == "\(file.checksum)", isWhole, sum.count == 1,
      images.shape.dropFirst() == [28, 28, 1]
    else { throw CheckpointError(file: file.path, .damaged("these are not the pairs that were written")) }
    completed = images.shape[0]
    straightnessSum = Double(bitPattern: UInt64(bitPattern: sum[0]))
    isFinite = images.squaredNorm.isFinite
    place(images, at: 0..<completed)
  }
}
