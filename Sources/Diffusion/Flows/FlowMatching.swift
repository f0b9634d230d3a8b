import Tensors

/// The flow-matching objective: on the straight line from noise x0 to an image x1, predict the velocity x1 - x0.
///
/// x_t = (1 - t) x0 + t x1 with t in 0...1 (Lipman et al. 2023; Liu et al. 2023).
public struct FlowMatching: Codable, Hashable, Sendable {
  /// The share of images that lose their class, so that one network learns the flow with and without it
  /// (Ho and Salimans 2022); in 0...1.
  public var dropProbability: Double
  /// Which times are shown.
  public var times: TimeDistribution
  /// Which noise goes with which image.
  public var coupling: Coupling

  /// The write-up drops one class in ten, shows all times alike and pairs as it draws.
  public init(
    dropProbability: Double = 0.1, times: TimeDistribution = .uniform, coupling: Coupling = .independent
  ) {
    (self.dropProbability, self.times, self.coupling) = (dropProbability, times, coupling)
  }

  /// Images [N, H, W, C] and their classes -> a batch.
  ///
  /// Draws x0 = randn, t = rand(N) and keep = (rand(N) >= p) in this order, whatever the options and whatever the
  /// network is told of them.
  ///
  /// - Parameters:
  ///   - labels: one class from 0 for each image, or nil for a network that is told the time alone.
  ///   - classCount: the length of a one-hot class.
  ///   - noise: the x0 that belongs to each image, which takes the place of the drawn one, coupling included.
  public func batch(
    of images: Tensor, labels: [UInt8]?, classCount: Int = 10, noise: Tensor? = nil,
    _ generator: inout TorchGenerator
  ) -> FlowBatch {
    let count = images.shape[0]
    let drawn = generator.normalImages(images.shape)
    let start = noise ?? coupling.pairing(drawn, with: images)
    let times = generator.uniform([count]).scalars.map { self.times.time(at: $0) }
    let keeps = generator.uniform([count]).scalars.map { Double($0) >= dropProbability }
    let kept = labels.map { labels in zip(labels, keeps).map { $1 ? Int($0) : nil } }
    return FlowBatch(
      input: images.interpolated(from: start, at: times), time: Tensor(shape: [count, 1], scalars: times),
      label: kept.map { Tensor(oneHot: $0, count: classCount) }, target: images + -1 * start)
  }
}

/// What a flow sees and the velocity it should have answered.
public struct FlowBatch: Sendable {
  /// x_t, [N, H, W, C]
  public let input: Tensor
  /// t, [N, 1]
  public let time: Tensor
  /// [N, classes], one-hot or all zeros; nil for a flow without classes.
  public let label: Tensor?
  /// x1 - x0, [N, H, W, C]
  public let target: Tensor
}

extension Tensor {
  /// Classes as rows of zeros with a single one; nil is a row of zeros. [N, count]
  public init(oneHot labels: [Int?], count: Int) {
    self.init(
      shape: [labels.count, count],
      scalars: labels.flatMap { label in (0..<count).map { Float($0 == label ? 1 : 0) } })
  }

  /// (1 - t) other + t self with one t for each row of [N, ...].
  func interpolated(from other: Tensor, at times: [Float]) -> Tensor {
    precondition(other.shape == shape, "interpolated: expected shape \(shape), got \(other.shape)")
    let size = count / max(1, times.count)
    return Tensor(shape: shape) { result in
      withUnsafeScalars { ends in
        other.withUnsafeScalars { starts in
          for (row, time) in times.enumerated() {
            for index in row * size..<(row + 1) * size {
              result[index] = (1 - time) * starts[index] + time * ends[index]
            }
          }
        }
      }
    }
  }
}
