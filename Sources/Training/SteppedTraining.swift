import Checkpoints
import Foundation
import Networks

/// A training as whoever steps, saves and resumes it sees it. A value: a copy is a snapshot.
public protocol SteppedTraining: Sendable {
  /// What is trained.
  associatedtype Network: Module
  /// What fixes the network's shape.
  associatedtype Architecture: Codable, Hashable, Sendable
  /// What it learns.
  associatedtype Objective: Codable, Hashable, Sendable

  /// What is being trained, and how.
  var configuration: TrainingPlan<Architecture, Objective> { get }
  /// How many images there are.
  var imageCount: Int { get }
  /// The loss of every step so far.
  var losses: [Float] { get }
  /// The network as trained so far.
  var network: Network { get }
  /// What a checkpoint holds: the moving average where one is kept, else the newest network.
  var result: Network { get }

  /// One optimizer step; returns the loss of its batch before the update.
  ///
  /// Throws a `TrainingError` for a loss or a gradient that is no finite number. Whatever is thrown, everything is left
  /// as it was before the step.
  @discardableResult mutating func step() throws -> Float
  /// Writes everything that the training needs to go on with the same bits; replaces the file in one step. Throws what
  /// the file system does.
  func saveState(to url: URL) throws
  /// Goes on from a state file of the same training and the same engine.
  ///
  /// Throws a `CheckpointError` for a file that is damaged or belongs to another training.
  mutating func resume(from url: URL) throws(CheckpointError)
}

extension SteppedTraining {
  /// How often every image is shown.
  public var epochs: Int { configuration.epochs }
  /// Images in a step; the last step of an epoch takes what is left.
  public var batchSize: Int { configuration.batchSize }
  /// The learning rate of the next step.
  public var learningRate: Double {
    configuration.learningRate.rate(
      inStep: completedSteps, stepsPerEpoch: stepsPerEpoch, totalSteps: totalSteps)
  }
  /// The number of steps made so far.
  public var completedSteps: Int { losses.count }
  /// The epoch that the next step belongs to, counted from 0.
  public var epoch: Int { completedSteps / stepsPerEpoch }
  /// Steps in an epoch; the last may have a smaller batch.
  public var stepsPerEpoch: Int { (imageCount + batchSize - 1) / batchSize }
  /// Steps in the whole training.
  public var totalSteps: Int { epochs * stepsPerEpoch }
  /// Whether all epochs are done.
  public var isFinished: Bool { completedSteps >= totalSteps }

  /// Throws unless a state's losses and order of the images can be those of this training.
  func require(order: [Int], _ path: String) throws(CheckpointError) {
    let isBetweenEpochs = losses.isEmpty && order.isEmpty
    guard losses.count <= totalSteps, isBetweenEpochs || order.sorted().elementsEqual(0..<imageCount) else {
      throw CheckpointError(
        file: path, .damaged("the losses or the order of the images cannot be right"))
    }
  }
}
