import Chapters
import Datasets
import Networks
import Pipeline
import SharedDirectives
import Tensors

extension DatasetReference {
  /// The files of a split whose images a network takes.
  ///
  /// - Parameters:
  ///   - network: what takes the images, as messages call it.
  ///   - classes: how many classes it knows, if it is told them.
  func inputs(
    _ split: Split, for network: String, classes known: Int? = nil, in surroundings: Surroundings
  ) -> [FileInput] {
    inputs(split, needing: needs(of: network, classes: known), in: surroundings)
  }

  /// The files of a split whose images and classes must be like MNIST's.
  func digits(_ split: Split, in surroundings: Surroundings) -> [FileInput] {
    inputs(split, for: Classifier.words, classes: Classifier.classCount, in: surroundings)
  }

  /// Reads a split whose images and classes are like MNIST's.
  ///
  /// - Throws: a `Complaint` about a file that is missing or malformed, other sizes or more classes.
  func loadDigits(_ split: Split, in surroundings: Surroundings) throws -> ImageDataset {
    try loadImages(split, for: Classifier.words, classes: Classifier.classCount, in: surroundings)
  }

  /// Reads a split whose images are of MNIST's size.
  ///
  /// - Parameters: as `inputs`.
  /// - Throws: a `Complaint` about a file that is missing or malformed, other sizes or more classes.
  func loadImages(
    _ split: Split, for network: String, classes known: Int? = nil, in surroundings: Surroundings
  ) throws -> ImageDataset {
    let set = try load(split, in: surroundings)
    let needs = needs(of: network, classes: known)
    try needs.size(set.width, set.height)
    try needs.classes(set.classCount)
    return set
  }

  private func needs(of network: String, classes known: Int?) -> Needs {
    Needs(
      size: { width, height in
        guard width == 28, height == 28 else {
          throw FromScratchComplaint.imageSize(network: network, data: text, width: width, height: height)
        }
      },
      classes: { found in
        guard let known, found > known else { return }
        throw FromScratchComplaint.tooManyClasses(network: network, known: known, data: text, found: found)
      })
  }
}

extension Classifier {
  /// What messages call it.
  static let words = "the classifier"
}

extension Examination {
  /// Requires a split to have as many images as an option asks for; a split that cannot be read is told elsewhere.
  mutating func require(
    _ asked: Int, _ option: String, of data: DatasetReference, _ split: Split, in surroundings: Surroundings
  ) {
    guard let count = data.count(split, in: surroundings), count > 0, asked > count else { return }
    check(option) {
      let few = FromScratchComplaint.tooFewImages(
        option: option, asked: asked, data: data.text, split: split.rawValue, count: count)
      throw OptionMistake(option, few)
    }
  }

  /// The same for an option that has been written; its default stands for 'at the most'.
  mutating func require(
    _ asked: Given<Int>, _ option: String, of data: DatasetReference, _ split: Split,
    in surroundings: Surroundings
  ) {
    if asked.isWritten { require(asked.value, option, of: data, split, in: surroundings) }
  }

  /// Requires a split to have an image of the index that the option 'index' gives.
  mutating func require(
    index: Int, of data: DatasetReference, _ split: Split, in surroundings: Surroundings
  ) {
    guard let count = data.count(split, in: surroundings), count > 0, index >= count else { return }
    check("index") {
      let none = FromScratchComplaint.noSuchImage(
        index: index, data: data.text, split: split.rawValue, count: count)
      throw OptionMistake("index", none)
    }
  }

  /// Warns of a 'limit' above the number of images that there are.
  mutating func warn(
    ofLimit limit: Int?, of data: DatasetReference, _ split: Split, in surroundings: Surroundings
  ) {
    guard let count = data.count(split, in: surroundings) else { return }
    warn(ofLimit: limit, of: "the \(split.rawValue) split of '\(data.text)'", count: count)
  }
}

extension ImageDataset {
  /// The first images as [n, H, W, 1] in 0...1, all if no limit is given; throws a `DatasetError`.
  func images(limit: Int?) throws -> Tensor { try tensor(of: Array(0..<min(limit ?? count, count))) }
}
