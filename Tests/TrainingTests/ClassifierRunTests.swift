import Foundation
import Networks
import Tensors
import Testing
import Training

@Suite(.serialized) struct ClassifierRunTests {
  private struct Record: Decodable {
    let labels: [UInt8]
    let losses: [Float]
    let featureSums, logits: [Float]
    let parameters: Int
    let names: [String]
  }

  /// What Tests/Reference/make_classifier.py trains on.
  private static let noise = {
    var generator = TorchGenerator(seed: 5)
    return generator.uniform([64, 28, 28, 1])
  }()

  private func record() throws -> Record {
    try fixtures.decode(Record.self, "classifier.json")
  }

  private func finished(labels: [UInt8]) throws -> ClassifierRun {
    let configuration = ClassifierConfiguration(
      epochs: 2, batchSize: 16, learningRate: 3e-3, shift: 2, seed: 7)
    var run = ClassifierRun(configuration, images: Self.noise, labels: labels)
    while !run.isFinished { try run.step() }
    return run
  }

  @Test("eight steps have the losses of PyTorch, and the network its features and logits") func torch() throws
  {
    let record = try record()
    let run = try finished(labels: record.labels)
    for (found, expected) in zip(run.losses, record.losses) {
      #expect(abs(found - expected) < 1e-3 * (0.1 + expected))
    }
    #expect(run.losses.count == record.losses.count)
    let first = Self.noise.gathering(0..<4)
    let features = run.network.features(of: first).scalars
    for (row, expected) in record.featureSums.enumerated() {
      let found = features[row * 84..<(row + 1) * 84].reduce(0, +)
      // Biases before a normalisation have no gradient but rounding errors, which Adam makes whole steps of.
      #expect(abs(found - expected) < 1e-2 * (1 + abs(expected)))
    }
    for (found, expected) in zip(run.network(first).scalars, record.logits) {
      #expect(abs(found - expected) < 1e-2 * (1 + abs(expected)))
    }
    #expect(run.network.parameterCount == record.parameters)
    let names = record.names.filter { !$0.hasSuffix("num_batches_tracked") }
    #expect(run.network.namedTensors.map(\.name) == names)
  }

  @Test("the number of threads does not change a bit") func threads() throws {
    let original = WorkerThreads.count
    defer { WorkerThreads.count = original }
    let labels = try record().labels
    let runs = try [1, 2, 3].map { count in
      WorkerThreads.count = count
      return try finished(labels: labels)
    }
    for run in runs {
      #expect(run.losses == runs[0].losses)
      #expect(run.network.namedTensors.map(\.tensor) == runs[0].network.namedTensors.map(\.tensor))
    }
  }

  @Test("images classified in batches are classified as they are alone") func batches() throws {
    let run = try finished(labels: try record().labels)
    let whole = run.network.classify(Self.noise)
    #expect(whole.features.shape == [64, 84])
    var starts: [Int] = []
    let parts = run.network.classify(Self.noise, batchSize: 20) { starts.append($0) }
    #expect(starts == [0, 20, 40, 60])
    #expect(parts.classes == whole.classes)
    let differences = zip(parts.features.scalars, whole.features.scalars).map { abs($0 - $1) }
    #expect(differences.allSatisfy { $0 < 1e-5 })
    let expected = whole.classes.enumerated().map { $0 < 16 ? ($1 + 1) % 10 : $1 }
    #expect(whole.accuracy(against: expected) == 0.75)
  }

  @Test("the certainty of a class is its share of the exponentials of all logits") func certainties() throws {
    let network = try finished(labels: try record().labels).network
    let found = network.classify(Self.noise)
    let features = Tensor(shape: [64, 1, 1, 84], scalars: found.features.scalars)
    let logits = network.logits(fromFeatures: features).scalars
    for (index, certainty) in found.certainties.enumerated() {
      let all = logits[index * 10..<index * 10 + 10].map { exp(Double($0)) }
      #expect(abs(Double(certainty) - all.max()! / all.reduce(0, +)) < 1e-5)
    }
    let sorted = found.certainties.sorted()
    #expect(found.share(certainFrom: sorted[16]) == 0.75 && found.share(certainFrom: 1.01) == 0)
  }

  @Test("a loss that is no number stops the training and says where") func divergence() {
    let configuration = ClassifierConfiguration(
      epochs: 1, batchSize: 4, learningRate: 1, shift: 0, seed: 0)
    let images = Tensor(repeating: .nan, shape: [4, 28, 28, 1])
    var run = ClassifierRun(configuration, images: images, labels: [0, 1, 2, 3])
    let error = #expect(throws: TrainingError.self) { try run.step() }
    #expect("\(error!)".contains("epoch 1, step 1 (learning rate 1,"))
  }

  private static let folder: URL = {
    let folder =
      ProcessInfo.processInfo.environment["REPORT_DATA"].map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache/report/data")
    return folder.appendingPathComponent("mnist")
  }()

  private func images(_ name: String) throws -> Tensor {
    let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(name)).dropFirst(16)
    return Tensor(shape: [bytes.count / 784, 28, 28, 1], scalars: bytes.map { Float($0) / 255 })
  }

  private func labels(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.folder.appendingPathComponent(name)).dropFirst(8))
  }

  @Test(
    "one epoch of MNIST is enough to tell 99 of 100 test digits apart",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder.appending(path: "t10k-images-idx3-ubyte").path)))
  func accuracy() throws {
    let configuration = ClassifierConfiguration(
      epochs: 1, batchSize: 64, learningRate: 3e-3, shift: 0, seed: 0)
    var run = ClassifierRun(
      configuration, images: try images("train-images-idx3-ubyte"),
      labels: try labels("train-labels-idx1-ubyte"))
    while !run.isFinished { try run.step() }
    let test = run.network.classify(try images("t10k-images-idx3-ubyte"))
    let accuracy = test.accuracy(against: try labels("t10k-labels-idx1-ubyte").map { Int($0) })
    #expect(accuracy >= 0.99, "\(accuracy)")
  }
}
