/// A part of a data set.
public enum Split: String, CaseIterable, Codable, Sendable {
  /// The examples to learn from.
  case train
  /// The examples to judge by.
  case test

  /// The name of the file of images, [N, H, W].
  public var imagesFile: String { "\(prefix)-images-idx3-ubyte" }

  /// The name of the file of labels, [N].
  public var labelsFile: String { "\(prefix)-labels-idx1-ubyte" }

  /// MNIST's test files are named after its ten thousand images.
  private var prefix: String {
    switch self {
    case .train: "train"
    case .test: "t10k"
    }
  }
}
